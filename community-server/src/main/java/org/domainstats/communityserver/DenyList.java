package org.domainstats.communityserver;

import org.domainstats.base.WatchedFile;
import org.domainstats.model.AddressPrefix;
import org.domainstats.protocol.ClientId;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The clients and networks that are not served, in a file with a line {@code <client-id or address
 * or address/bits> <message>} for each. The file is read again when it changes. A file that goes
 * missing or becomes wrong leaves its last entries in force; an empty file clears them.
 */
public final class DenyList {

    private static final String DEFAULT_MESSAGE = "this client is not served";

    private final WatchedFile<Entries> file;

    private DenyList(WatchedFile<Entries> file) {
        this.file = file;
    }

    /**
     * Reads the file; it may not exist.
     *
     * @throws IOException if it cannot be read, or a line is wrong
     */
    public static DenyList open(Path file) throws IOException {
        return new DenyList(WatchedFile.openOptional(file, Entries.NONE, DenyList::parse));
    }

    /** The message for a client that is not served, or null if it is. */
    @Nullable String message(@Nullable ClientId client, InetAddress address) {
        Entries entries = file.current();
        if (client != null && entries.clients.containsKey(client)) {
            return entries.clients.get(client);
        }
        for (DeniedNetwork network : entries.networks) {
            if (network.prefix.contains(address)) {
                return network.message;
            }
        }
        return null;
    }

    /** Reads the file again if it has changed. Blocks on the disk. */
    void refresh() {
        var _ = file.refresh();
    }

    private static Entries parse(Path file) throws IOException {
        Map<ClientId, String> clients = new HashMap<>();
        List<DeniedNetwork> networks = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            int blank = text.indexOf(' ');
            String denied = blank < 0 ? text : text.substring(0, blank);
            String message = blank < 0 ? DEFAULT_MESSAGE : text.substring(blank + 1).strip();
            try {
                if (denied.contains(".") || denied.contains(":")) {
                    networks.add(new DeniedNetwork(AddressPrefix.parse(denied), message));
                } else {
                    clients.put(new ClientId(denied), message);
                }
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " line " + number + ": " + e.getMessage(), e);
            }
        }
        return new Entries(Map.copyOf(clients), List.copyOf(networks));
    }

    private record DeniedNetwork(AddressPrefix prefix, String message) {}

    private record Entries(Map<ClientId, String> clients, List<DeniedNetwork> networks) {

        static final Entries NONE = new Entries(Map.of(), List.of());
    }
}
