package org.domainstats.communityserver;

import org.domainstats.model.Printable;
import org.domainstats.protocol.ClientId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The clients and networks that are not served, in a file with a line {@code <client-id or address
 * or address/bits> <message>} for each. The file is read again when it changes.
 */
public final class DenyList {

    private static final Logger LOG = LoggerFactory.getLogger(DenyList.class);
    private static final String DEFAULT_MESSAGE = "this client is not served";

    private final Path file;
    private volatile Map<String, String> clients = Map.of();
    private volatile List<Network> networks = List.of();
    private volatile FileTime read = FileTime.fromMillis(0);

    private DenyList(Path file) {
        this.file = file;
    }

    /**
     * Reads the file; there may be none.
     *
     * @throws IOException if it cannot be read, or a line is wrong
     */
    public static DenyList open(Path file) throws IOException {
        DenyList list = new DenyList(file);
        if (Files.exists(file)) {
            list.read();
        }
        return list;
    }

    /** The message for a client that is not served, or null if it is. */
    @Nullable String message(@Nullable ClientId client, InetAddress address) {
        if (client != null && clients.containsKey(client.text())) {
            return clients.get(client.text());
        }
        for (Network network : networks) {
            if (network.contains(address)) {
                return network.message;
            }
        }
        return null;
    }

    void refresh() {
        try {
            if (!Files.exists(file)) {
                clients = Map.of();
                networks = List.of();
            } else if (!Files.getLastModifiedTime(file).equals(read)) {
                read();
                LOG.info("read the deny list {}", file);
            }
        } catch (IOException e) {
            LOG.error("the deny list stays as it was: {}", e.getMessage());
        }
    }

    private void read() throws IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        Map<String, String> ids = new HashMap<>();
        List<Network> found = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            int blank = text.indexOf(' ');
            String who = blank < 0 ? text : text.substring(0, blank);
            String message = blank < 0 ? DEFAULT_MESSAGE : text.substring(blank + 1).strip();
            try {
                if (who.contains(".") || who.contains(":")) {
                    found.add(Network.parse(who, message));
                } else {
                    ids.put(new ClientId(who).text(), message);
                }
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " line " + number + ": " + e.getMessage(), e);
            }
        }
        clients = Map.copyOf(ids);
        networks = List.copyOf(found);
        read = modified;
    }

    /** The addresses that share a prefix. */
    private static final class Network {

        private final byte[] start;
        private final int bits;
        private final String message;

        private Network(byte[] start, int bits, String message) {
            this.start = start;
            this.bits = bits;
            this.message = message;
        }

        static Network parse(String text, String message) {
            int slash = text.indexOf('/');
            byte[] start =
                    InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
            int most = start.length * 8;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException("not a network: " + Printable.of(text));
            }
            return new Network(start, bits, message);
        }

        boolean contains(InetAddress address) {
            byte[] other = address.getAddress();
            if (other.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((start[bit >> 3] & mask) != (other[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
