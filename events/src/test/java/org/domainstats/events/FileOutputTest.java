package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lines are whole, whatever happened to the file before. */
class FileOutputTest {

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("events.ndjson");
    }

    private List<String> ids(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.replaceFirst(".*\"id\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void eachEventIsALine() throws IOException {
        try (FileOutput output = new FileOutput(file(), 1 << 20, 3)) {
            output.deliver(SampleEvents.outgoing(1, 2));
            output.deliver(SampleEvents.outgoing(3, 3));
        }
        assertThat(ids(file())).containsExactly("id-1", "id-2", "id-3");
    }

    @Test
    void aLineThatACrashCutShortIsRemoved() throws IOException {
        Files.writeString(file(), "{\"id\":\"id-1\"}\n{\"id\":\"id-");
        try (FileOutput output = new FileOutput(file(), 1 << 20, 3)) {
            output.deliver(SampleEvents.outgoing(2, 2));
        }
        assertThat(ids(file())).containsExactly("id-1", "id-2");
    }

    @Test
    void aFullFileIsMovedAwayAndSoManyAreKept() throws IOException {
        try (FileOutput output = new FileOutput(file(), 50, 2)) {
            for (int i = 1; i <= 4; i++) {
                output.deliver(SampleEvents.outgoing(i, i));
            }
        }
        assertThat(ids(folder.resolve("events.ndjson.1"))).containsExactly("id-4");
        assertThat(ids(folder.resolve("events.ndjson.2"))).containsExactly("id-3");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void anotherProgramMayMoveTheFileAway() throws IOException {
        try (FileOutput output = new FileOutput(file(), 1 << 20, 3)) {
            output.deliver(SampleEvents.outgoing(1, 1));
            Files.move(file(), folder.resolve("moved"));
            output.deliver(SampleEvents.outgoing(2, 2));
        }
        assertThat(ids(file())).containsExactly("id-2");
    }

    @Test
    void aPipeIsRefusedAtTheStart() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file().toString()).start().waitFor()).isZero();
        OutputSpec spec = OutputSpec.parse(file().toUri() + "#name=pipe");
        assertThatThrownBy(() -> FileOutput.of(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file() + " is there, and is not a regular file");
    }

    @Test
    void aMissingFolderIsAFailure() {
        try (FileOutput output = new FileOutput(folder.resolve("no/such"), 1 << 20, 3)) {
            assertThatThrownBy(() -> output.deliver(SampleEvents.outgoing(1, 1)))
                    .isInstanceOf(IOException.class);
        }
    }
}
