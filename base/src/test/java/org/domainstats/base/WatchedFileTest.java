package org.domainstats.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

final class WatchedFileTest {

    private static final FileTime SAME_TIME = FileTime.from(Instant.ofEpochSecond(1_700_000_000));

    @TempDir Path folder;
    private Path file = Path.of("unset");

    @BeforeEach
    void createFile() throws IOException {
        file = folder.resolve("list");
        write(file, "one");
    }

    @Test
    void unchangedFileIsNotReadAgain() throws IOException {
        WatchedFile<Integer> watched = WatchedFile.open(file, WatchedFileTest::parse);
        assertThat(watched.refresh()).isFalse();
        assertThat(watched.current()).isEqualTo(1);
    }

    @Test
    void changeIsSeenByItsSizeThoughTheTimeIsTheSame() throws IOException {
        WatchedFile<Integer> watched = WatchedFile.open(file, WatchedFileTest::parse);
        write(file, "three");
        assertThat(watched.refresh()).isTrue();
        assertThat(watched.current()).isEqualTo(3);
    }

    @Test
    void replacementIsSeenThoughTimeAndSizeAreTheSame() throws IOException {
        WatchedFile<Integer> watched = WatchedFile.open(file, WatchedFileTest::parse);
        Path other = folder.resolve("other");
        write(other, "two");
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(watched.refresh()).isTrue();
        assertThat(watched.current()).isEqualTo(2);
    }

    @Test
    void missingFileKeepsItsLastValueAndIsReadWhenItIsBack() throws IOException {
        WatchedFile<Integer> watched = WatchedFile.open(file, WatchedFileTest::parse);
        Path away = folder.resolve("away");
        Files.move(file, away);
        assertThat(watched.refresh()).isFalse();
        assertThat(watched.refresh()).isFalse();
        assertThat(watched.current()).isEqualTo(1);
        Files.move(away, file);
        assertThat(watched.refresh()).isTrue();
    }

    @Test
    void wrongContentKeepsTheLastValueUntilItIsMended() throws IOException {
        WatchedFile<Integer> watched = WatchedFile.open(file, WatchedFileTest::parse);
        write(file, "many");
        assertThat(watched.refresh()).isFalse();
        assertThat(watched.current()).isEqualTo(1);
        write(file, "three");
        assertThat(watched.refresh()).isTrue();
        assertThat(watched.current()).isEqualTo(3);
    }

    @Test
    void optionalFileMayComeLater() throws IOException {
        Path later = folder.resolve("later");
        WatchedFile<Integer> watched = WatchedFile.openOptional(later, 0, WatchedFileTest::parse);
        assertThat(watched.refresh()).isFalse();
        assertThat(watched.current()).isZero();
        write(later, "two");
        assertThat(watched.refresh()).isTrue();
        assertThat(watched.current()).isEqualTo(2);
    }

    @Test
    void fileThatMustBeThereFailsTheStart() {
        assertThatThrownBy(() -> WatchedFile.open(folder.resolve("none"), WatchedFileTest::parse))
                .isInstanceOf(NoSuchFileException.class);
    }

    private static void write(Path path, String text) throws IOException {
        Files.writeString(path, text);
        Files.setLastModifiedTime(path, SAME_TIME);
    }

    private static int parse(Path path) throws IOException {
        return switch (Files.readString(path)) {
            case "one" -> 1;
            case "two" -> 2;
            case "three" -> 3;
            default -> throw new IOException(path + " line 1: not a number");
        };
    }
}
