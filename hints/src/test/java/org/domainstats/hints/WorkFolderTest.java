package org.domainstats.hints;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class WorkFolderTest {

    @TempDir private Path folder;

    @Test
    void folderOfAProcessThatWasKilledIsRemovedByTheNext() throws IOException {
        Path dead = Files.createDirectory(folder.resolve("zone-123"));
        for (String file : List.of("lock", "before-0", "after-255", "added")) {
            Files.writeString(dead.resolve(file), "left");
        }
        Path foreign = Files.createDirectory(folder.resolve("zone-files"));
        Files.writeString(foreign.resolve("com.txt"), "an operator's");
        try (WorkFolder running = WorkFolder.in(folder)) {
            assertThat(dead).doesNotExist();
            Files.writeString(running.path().resolve("before-0"), "in use");
            try (WorkFolder beside = WorkFolder.in(folder)) {
                assertThat(beside.path()).isNotEqualTo(running.path());
            }
            assertThat(running.path().resolve("before-0")).exists();
        }
        assertThat(foreign.resolve("com.txt")).exists();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(Files::isDirectory)).containsExactly(foreign);
        }
    }
}
