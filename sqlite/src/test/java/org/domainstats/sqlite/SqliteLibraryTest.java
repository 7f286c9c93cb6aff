package org.domainstats.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** In processes of their own, as a process has one library. */
final class SqliteLibraryTest {

    private static final Pattern NAME = Pattern.compile("libsqlitejdbc-(\\w+)-(\\w+)\\.(\\w+)");

    @TempDir private Path folder;
    private Path jar;
    private Path temporary;

    @BeforeEach
    void copyJar() throws Exception {
        Path original =
                Path.of(
                        SQLiteJDBCLoader.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        jar = Files.copy(original, folder.resolve("sqlite.jar"));
        temporary = Files.createDirectory(folder.resolve("tmp"));
    }

    @Test
    void unpackedLibraryIsLoadedAndNoneIsUnpacked() throws Exception {
        Matcher name = NAME.matcher(SqliteLibrary.fileName());
        assertThat(name.matches()).isTrue();
        String resource =
                "/org/sqlite/native/%s/%s/libsqlitejdbc.%s"
                        .formatted(name.group(1), name.group(2), name.group(3));
        try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            assumeTrue(library != null, "a system that the build unpacks no library for");
            Files.copy(library, folder.resolve(SqliteLibrary.fileName()));
        }
        assertThat(openInAnotherProcess()).isEqualTo("SQLite 0");
    }

    @Test
    void libraryThatDoesNotFitIsPassedOver() throws Exception {
        Files.writeString(folder.resolve(SqliteLibrary.fileName()), "of another system");
        assertThat(openInAnotherProcess()).isEqualTo("SQLite 2");
    }

    @Test
    void withoutUnpackedLibraryItIsUnpacked() throws Exception {
        assertThat(openInAnotherProcess()).isEqualTo("SQLite 2");
    }

    private String openInAnotherProcess() throws IOException, InterruptedException {
        String classPath =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(each -> each.contains("sqlite-jdbc") ? jar.toString() : each)
                        .collect(Collectors.joining(File.pathSeparator));
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        classPath,
                        OpenAndCountFiles.class.getName());
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        byte[] said = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        return new String(said, StandardCharsets.UTF_8).strip();
    }
}
