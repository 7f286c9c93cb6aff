package org.domainstats.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.base.AtomicFile.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

final class AtomicFileTest {

    @TempDir Path folder;

    @Test
    void ownersFileIsForNobodyElse() throws IOException {
        Path file = folder.resolve("key");
        AtomicFile.write(file, new byte[] {1, 2}, Access.OWNER);
        assertThat(file).hasBinaryContent(new byte[] {1, 2});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void replacementMayChangeWhoReads() throws IOException {
        Path file = folder.resolve("manifest");
        AtomicFile.write(file, new byte[] {1}, Access.OWNER);
        AtomicFile.write(file, new byte[] {2}, Access.PUBLIC);
        assertThat(file).hasBinaryContent(new byte[] {2});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void failureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("list");
        AtomicFile.write(file, new byte[] {1}, Access.OWNER);
        assertThatThrownBy(
                        () ->
                                AtomicFile.write(
                                        file,
                                        out -> {
                                            out.write(2);
                                            throw new IOException("the source broke off");
                                        },
                                        Access.OWNER))
                .hasMessage("the source broke off");
        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }
}
