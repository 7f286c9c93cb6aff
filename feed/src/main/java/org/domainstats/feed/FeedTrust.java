package org.domainstats.feed;

import org.domainstats.base.AtomicFile;
import org.domainstats.base.AtomicFile.Access;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which keys a feed may be signed with: the one in the settings; or those that this database has
 * accepted before, kept in a file with a line {@code <address> <key>} for each address. Once a feed
 * was signed, no unsigned one is taken, however its address is written.
 */
public final class FeedTrust {

    private static final int MAX_KEY_FILE = 200;

    private final @Nullable FeedPublicKey configured;
    private final Path pinFile;

    /**
     * Trust as of now; the file is read when it is needed.
     *
     * @param configured the key in the settings, or null if there is none
     * @param pinFile the file of accepted keys
     */
    public FeedTrust(@Nullable FeedPublicKey configured, Path pinFile) {
        this.configured = configured;
        this.pinFile = pinFile;
    }

    private record Pin(String address, FeedPublicKey key) {

        @Override
        public String toString() {
            return address + " " + key;
        }
    }

    /** Whether an unsigned feed is refused. */
    boolean requiresSignature() throws FeedException {
        return configured != null || !pins().isEmpty();
    }

    /** The keys of which one must have signed the manifest. */
    List<FeedPublicKey> keys(FeedSource source) throws FeedException {
        if (configured != null) {
            return List.of(configured);
        }
        List<Pin> pins = pins();
        if (pins.isEmpty()) {
            return List.of(offered(source));
        }
        List<Pin> own = pins.stream().filter(pin -> pin.address.equals(source.toString())).toList();
        // A mirror, or another spelling of the address: the keys of this database count there too.
        return (own.isEmpty() ? pins : own).stream().map(Pin::key).toList();
    }

    private static FeedPublicKey offered(FeedSource source) throws FeedException {
        if (!source.isAuthenticated()) {
            throw FeedException.refused(
                    "over plain http the first key cannot be trusted: set feed-key, or use https");
        }
        Optional<byte[]> file = source.find("key.txt", MAX_KEY_FILE);
        if (file.isEmpty()) {
            throw FeedException.refused("the feed offers no key.txt; set feed-key");
        }
        try {
            return FeedPublicKey.parse(new String(file.get(), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw FeedException.refused("key.txt of the feed: " + e.getMessage());
        }
    }

    /** What a signature that does not verify means, and the way out. */
    String mismatch(FeedSource source) {
        return configured != null
                ? "the manifest of " + source + " is not signed with the feed-key of the settings"
                : "the manifest of "
                        + source
                        + " is not signed with a key that was first seen with this database; if its"
                        + " operator says that the key changed, empty "
                        + pinFile
                        + " or set feed-key";
    }

    /**
     * Keeps the key that a feed was signed with. The key of the settings replaces all others, so
     * that the database stays with it when the setting is removed.
     */
    void pin(FeedSource source, FeedPublicKey key) throws FeedException {
        Pin pin = new Pin(source.toString(), key);
        List<Pin> pins = new ArrayList<>(pins());
        if (pins.contains(pin) && (configured == null || pins.size() == 1)) {
            return;
        }
        if (configured != null) {
            pins.clear();
        }
        pins.add(pin);
        String text = String.join("\n", pins.stream().map(Pin::toString).toList()) + "\n";
        try {
            AtomicFile.write(pinFile, text.getBytes(StandardCharsets.UTF_8), Access.OWNER);
        } catch (IOException e) {
            throw FeedException.refused("cannot keep the key of the feed in " + pinFile + ": " + e);
        }
    }

    private List<Pin> pins() throws FeedException {
        List<Pin> pins = new ArrayList<>();
        try {
            for (String line :
                    Files.exists(pinFile) ? Files.readAllLines(pinFile) : List.<String>of()) {
                if (!line.isBlank()) {
                    int blank = line.lastIndexOf(' ');
                    pins.add(
                            new Pin(
                                    line.substring(0, Math.max(0, blank)),
                                    FeedPublicKey.parse(line.substring(blank + 1))));
                }
            }
            return pins;
        } catch (IOException | IllegalArgumentException e) {
            throw FeedException.refused("cannot read " + pinFile + ": " + e.getMessage());
        }
    }
}
