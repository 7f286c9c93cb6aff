package org.domainstats.communityserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.domainstats.base.AtomicFile;
import org.domainstats.base.WatchedFile;
import org.domainstats.model.Printable;
import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.ClientKey;
import org.domainstats.protocol.Token;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The clients that have a token, in a file with a line {@code <client-id> <key>} for each. The keys
 * are derived from the tokens, which are not stored; yet a key signs, so the file must not be open
 * to others. It is read again when it changes.
 */
public final class Members {

    private final WatchedFile<Map<ClientId, ClientKey>> keys;

    private Members(WatchedFile<Map<ClientId, ClientKey>> keys) {
        this.keys = keys;
    }

    /**
     * Reads the file; it may not exist yet.
     *
     * @throws IOException if it cannot be read, is open to others, or a line is wrong
     */
    public static Members open(Path file) throws IOException {
        return new Members(WatchedFile.openOptional(file, Map.of(), Members::parse));
    }

    @Nullable ClientKey find(ClientId client) {
        return keys.current().get(client);
    }

    /** The clients, by id. */
    public List<ClientId> clients() {
        return keys.current().keySet().stream()
                .sorted(Comparator.comparing(ClientId::text))
                .toList();
    }

    /**
     * Adds a client and returns its token, which is not stored and cannot be shown again.
     *
     * @throws IllegalArgumentException if there is such a client already
     */
    public Token add(ClientId client, RandomGenerator secure) throws IOException {
        if (keys.current().containsKey(client)) {
            throw new IllegalArgumentException(
                    "there is a client "
                            + client
                            + " already; remove it first, or take another id");
        }
        Token token = Token.random(client, secure);
        Map<ClientId, ClientKey> more = new HashMap<>(keys.current());
        more.put(client, token.key());
        write(more);
        return token;
    }

    /** Removes a client; false if there was none. */
    public boolean remove(ClientId client) throws IOException {
        Map<ClientId, ClientKey> fewer = new HashMap<>(keys.current());
        if (fewer.remove(client) == null) {
            return false;
        }
        write(fewer);
        return true;
    }

    private void write(Map<ClientId, ClientKey> changed) throws IOException {
        String lines =
                changed.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue().text() + "\n")
                        .sorted()
                        .collect(Collectors.joining());
        Path folder = keys.path().toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        AtomicFile.write(keys.path(), lines.getBytes(UTF_8), AtomicFile.Access.OWNER);
        refresh();
    }

    /** Reads the file again if it has changed. Blocks on the disk. */
    void refresh() {
        var _ = keys.refresh();
    }

    private static Map<ClientId, ClientKey> parse(Path file) throws IOException {
        requireClosedToOthers(file);
        Map<ClientId, ClientKey> found = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            try {
                ClientKey key = key(text);
                found.put(key.client(), key);
            } catch (IllegalArgumentException e) {
                String reason = Printable.of(String.valueOf(e.getMessage()));
                throw new IOException(file + " line " + number + ": " + reason, e);
            }
        }
        return Map.copyOf(found);
    }

    private static ClientKey key(String line) {
        int blank = line.indexOf(' ');
        ClientId client = new ClientId(line.substring(0, Math.max(0, blank)));
        return ClientKey.of(client, line.substring(blank + 1).strip());
    }

    private static void requireClosedToOthers(Path file) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null
                && view.readAttributes().permissions().stream().anyMatch(Members::isForOthers)) {
            throw new IOException(file + " holds keys and is open to others: chmod o= " + file);
        }
    }

    private static boolean isForOthers(PosixFilePermission permission) {
        return permission == PosixFilePermission.OTHERS_READ
                || permission == PosixFilePermission.OTHERS_WRITE;
    }
}
