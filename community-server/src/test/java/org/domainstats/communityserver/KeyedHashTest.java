package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

class KeyedHashTest {

    @TempDir private Path folder;

    private KeyedHash open() throws IOException {
        return KeyedHash.open(folder.resolve("key"), new SecureRandom());
    }

    @Test
    void keyOutlivesARestart() throws IOException {
        long hash = open().of("a", "b");
        assertThat(open().of("a", "b")).isEqualTo(hash);
        assertThat(open().of("ab", "")).isNotEqualTo(hash);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void emptyFileOfAnInterruptedStartGetsAKey() throws IOException {
        Files.createFile(folder.resolve("key"));
        long hash = open().of("a", "b");
        assertThat(open().of("a", "b")).isEqualTo(hash);
    }

    @Test
    void foreignFileIsNotReplaced() throws IOException {
        Files.writeString(folder.resolve("key"), "something else");
        assertThatThrownBy(this::open).isInstanceOf(IOException.class);
        assertThat(folder.resolve("key")).hasContent("something else");
    }
}
