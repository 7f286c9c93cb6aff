package org.domainstats.communityserver;

import org.domainstats.model.Printable;
import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.ClientKey;
import org.domainstats.protocol.Token;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The clients that have a token, in a file with a line {@code <client-id> <key>} for each. The keys
 * are derived from the tokens, which are not kept; yet they sign, so the file is for its owner
 * only. It is read again when it changes.
 */
public final class Members {

    private static final Logger LOG = LoggerFactory.getLogger(Members.class);

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private volatile Map<ClientId, ClientKey> keys = Map.of();
    private volatile FileTime read = FileTime.fromMillis(0);

    private Members(Path file) {
        this.file = file;
    }

    /**
     * Reads the file; there may be none yet.
     *
     * @throws IOException if it cannot be read, or a line is wrong
     */
    public static Members open(Path file) throws IOException {
        Members members = new Members(file);
        if (Files.exists(file)) {
            members.read();
        }
        return members;
    }

    @Nullable ClientKey find(ClientId client) {
        return keys.get(client);
    }

    /** The clients, by id. */
    public List<ClientId> clients() {
        return keys.keySet().stream().sorted((a, b) -> a.text().compareTo(b.text())).toList();
    }

    /**
     * Adds a client and returns its token, which is not stored and cannot be shown again.
     *
     * @throws IllegalArgumentException if there is such a client already
     */
    public Token add(ClientId client, RandomGenerator secure) throws IOException {
        if (keys.containsKey(client)) {
            throw new IllegalArgumentException(
                    "there is a client "
                            + client
                            + " already; remove it first, or take another id");
        }
        Token token = Token.random(client, secure);
        Map<ClientId, ClientKey> more = new HashMap<>(keys);
        more.put(client, token.key());
        write(more);
        return token;
    }

    /** Removes a client; false if there was none. */
    public boolean remove(ClientId client) throws IOException {
        Map<ClientId, ClientKey> fewer = new HashMap<>(keys);
        if (fewer.remove(client) == null) {
            return false;
        }
        write(fewer);
        return true;
    }

    private void write(Map<ClientId, ClientKey> changed) throws IOException {
        List<String> lines = new ArrayList<>();
        changed.forEach((client, key) -> lines.add(client + " " + key.text()));
        lines.sort(null);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        createForOwner(fresh);
        Files.write(fresh, lines);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        read();
    }

    /** Makes an empty file that only its owner can read. */
    static void createForOwner(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createFile(file);
        }
    }

    /** Reads the file again if it has changed; what cannot be read changes nothing. */
    void refresh() {
        try {
            if (Files.exists(file) && !Files.getLastModifiedTime(file).equals(read)) {
                read();
                LOG.info("read {} clients from {}", keys.size(), file);
            }
        } catch (IOException e) {
            LOG.error("the clients stay as they were: {}", e.getMessage());
        }
    }

    private void read() throws IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        Map<ClientId, ClientKey> found = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                add(found, text, number);
            }
        }
        keys = Map.copyOf(found);
        read = modified;
    }

    private void add(Map<ClientId, ClientKey> found, String line, int number) throws IOException {
        int blank = line.indexOf(' ');
        try {
            ClientId client = new ClientId(line.substring(0, Math.max(0, blank)));
            found.put(client, ClientKey.of(client, line.substring(blank + 1).strip()));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + " line " + number + ": " + Printable.of(String.valueOf(e.getMessage())),
                    e);
        }
    }
}
