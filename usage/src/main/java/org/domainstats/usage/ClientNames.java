package org.domainstats.usage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.domainstats.base.HmacSha256;
import org.domainstats.store.ContactClients;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What clients are called in the store: by a keyed hash, or as they are. */
public final class ClientNames {

    private static final int HASH_BYTES = 8;
    private static final int LONGEST = 64;

    /** A hash takes some microseconds; a network has some thousand clients. */
    private static final int MOST_HASHES = 10_000;

    private final boolean hashed;
    private final ContactClients clients;
    private final Cache<String, String> names =
            Caffeine.newBuilder().maximumSize(MOST_HASHES).executor(Runnable::run).build();
    private volatile byte[] key = {};

    /**
     * @param clients keeps the key of the hashes
     */
    public ClientNames(StoredClients stored, ContactClients clients) {
        this.hashed = stored == StoredClients.HASHED;
        this.clients = clients;
    }

    /** What a client is called. Blocks on the disk the first time. */
    public String of(String client) {
        String canonical = canonical(client);
        return hashed ? names.get(canonical, this::hash) : plain(canonical);
    }

    /** One address is written in several ways. */
    private static String canonical(String client) {
        String text = client.strip();
        boolean address =
                (text.indexOf('.') > 0 || text.indexOf(':') >= 0)
                        && text.chars()
                                .allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':');
        if (!address) {
            return text;
        }
        try {
            return InetAddress.ofLiteral(text).getHostAddress();
        } catch (IllegalArgumentException e) {
            // Looks like one only.
            return text;
        }
    }

    private static String plain(String client) {
        StringBuilder text = new StringBuilder();
        client.codePoints()
                .limit(LONGEST / 2)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .forEach(text::appendCodePoint);
        return text.isEmpty() ? "?" : text.toString();
    }

    private String hash(String client) {
        if (key.length == 0) {
            key = clients.key();
        }
        byte[] hash = new HmacSha256(key).of(client.getBytes(StandardCharsets.UTF_8));
        return "h:" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    }
}
