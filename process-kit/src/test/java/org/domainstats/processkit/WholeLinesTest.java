package org.domainstats.processkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class WholeLinesTest {

    @TempDir private Path folder;

    @Test
    void aLineCountsOnceItsEndIsThere() throws IOException {
        Path file = folder.resolve("lines");
        assertThat(WholeLines.of(file)).isEmpty();
        Files.writeString(file, "{\"a\"");
        assertThat(WholeLines.of(file)).isEmpty();
        Files.writeString(file, "{\"a\":1}\n{\"b\"");
        assertThat(WholeLines.of(file)).containsExactly("{\"a\":1}");
    }
}
