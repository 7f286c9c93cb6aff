package org.domainstats.registry.bootstrap;

import org.domainstats.registrationdata.BootstrapFile;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A list of RDAP servers that the operator keeps in a file; read again when it changes. */
final class BootstrapOnDisk implements BootstrapSource {

    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
    private static final long LARGEST = 1 << 20;

    private final Path file;
    private final Clock clock;
    private @Nullable FileTime read;
    private Map<String, URI> bases = Map.of();

    BootstrapOnDisk(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public @Nullable Kept kept() {
        return null;
    }

    @Override
    public Kept fetch() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no such file");
        }
        FileTime changed = Files.getLastModifiedTime(file);
        if (!changed.equals(read)) {
            if (Files.size(file) > LARGEST) {
                throw new IOException("the file is larger than " + LARGEST + " bytes");
            }
            bases = BootstrapFile.parse(Files.readAllBytes(file));
            read = changed;
        }
        return new Kept(bases, clock.instant().plus(LOOK_AGAIN));
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
