package org.domainstats.events;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** A file with one secret, read each time it is needed, so that a new one counts at once. */
record SecretFile(Path path) {

    /**
     * Names the file of an option.
     *
     * @throws IllegalArgumentException if it cannot be read, or others can read it
     */
    static SecretFile of(String option, String path) {
        Path file = Path.of(path);
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(option + ": " + file + " cannot be read");
        }
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file)
                            .contains(PosixFilePermission.OTHERS_READ)) {
                throw new IllegalArgumentException(
                        option + ": " + file + " can be read by everybody; run: chmod 600 " + file);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(option + ": " + file + " cannot be read", e);
        }
        return new SecretFile(file);
    }

    String read() throws IOException {
        return Files.readString(path, StandardCharsets.UTF_8).strip();
    }
}
