package org.domainstats.app.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A log that grows, and is rotated by being renamed and by being copied and cut off, in turn. */
final class RotatedLog {

    private static final int LINES_PER_FILE = 1_000;

    private final Path log;
    private int lines;

    RotatedLog(Path log) {
        this.log = log;
    }

    Path path() {
        return log;
    }

    void write(String line) throws IOException {
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        lines++;
        if (lines % LINES_PER_FILE == 0) {
            rotate(lines / LINES_PER_FILE % 2 == 0);
        }
    }

    private void rotate(boolean byRenaming) throws IOException {
        for (int number = 99; number > 0; number--) {
            if (Files.exists(older(number))) {
                Files.move(older(number), older(number + 1));
            }
        }
        if (byRenaming) {
            Files.move(log, older(1));
        } else {
            Path copy = log.resolveSibling("copy");
            Files.copy(log, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, older(1));
            Files.newOutputStream(log, StandardOpenOption.TRUNCATE_EXISTING).close();
        }
    }

    private Path older(int number) {
        return log.resolveSibling(log.getFileName() + "." + number);
    }
}
