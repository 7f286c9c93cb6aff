package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.store.KnownDomains.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** What a network asked about is for nobody's eyes but its owner's. */
class FileModesTest {

    @TempDir private Path temporary;
    private Path folder;

    @BeforeEach
    void needPosix() {
        assumeTrue(
                temporary.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "this file system knows no permissions of POSIX");
        folder = temporary.resolve("new/data");
    }

    @Test
    void folderAndFilesAreTheOwnersAlone() throws IOException {
        try (SqliteStore store = SqliteStore.open(folder.resolve("contacts.db"));
                SqliteKnownDomains known = SqliteKnownDomains.open(folder.resolve("known.db"))) {
            store.contacts().recordIfAbsent(new DomainName("example.com"), Instant.EPOCH);
            known.apply(Scope.RANKS, new FeedVersion(1, 0), modesAreChecked());
            store.backup(folder.resolve("contacts-copy.db"));
            known.backup(folder.resolve("known-copy.db"));
            assertModes();
        }
        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    /** No change at all, but a look at the files while an update is under way. */
    private Iterator<org.domainstats.store.KnownDomains.Change> modesAreChecked() {
        return Stream.of(1)
                .peek(_ -> assertModes())
                .<org.domainstats.store.KnownDomains.Change>map(
                        _ ->
                                new org.domainstats.store.KnownDomains.Change.Remove(
                                        new DomainName("example.com")))
                .iterator();
    }

    private void assertModes() {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> open =
                    files.filter(file -> !mode(file).equals("rw-------"))
                            .map(file -> file.getFileName() + " " + mode(file))
                            .toList();
            assertThat(open).isEmpty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aFileOfAnOlderVersionIsTakenFromOthers() throws IOException {
        Path file = folder.resolve("contacts.db");
        SqliteStore.open(file).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        SqliteStore.open(file).close();
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void aFolderOfAnOlderVersionIsTakenFromOthersWithItsFiles() throws IOException {
        Path file = folder.resolve("contacts.db");
        SqliteStore.open(file).close();
        Path keys = Files.writeString(folder.resolve("registry-rests.tsv"), "");
        open(keys, "rw-r--r--");
        open(file, "rw-r--r--");
        open(folder, "rwxr-xr-x");

        SqliteStore.open(file).close();

        assertThat(mode(folder)).isEqualTo("rwx------");
        assertModes();
    }

    @Test
    void theFeedOfACommunityStaysReachable() throws IOException {
        Path file = folder.resolve("contacts.db");
        SqliteStore.open(file).close();
        Files.createDirectories(folder.resolve("public/feed"));
        open(folder, "rwxr-xr-x");

        SqliteStore.open(file).close();

        assertThat(mode(folder)).isEqualTo("rwx--x--x");
    }

    @Test
    void aFolderThatIsNotForTheDataAloneStaysAsItIs() throws IOException {
        Path file = folder.resolve("contacts.db");
        SqliteStore.open(file).close();
        Files.createDirectories(folder.resolve("documents"));
        open(folder, "rwxr-xr-x");

        SqliteStore.open(file).close();

        assertThat(mode(folder)).isEqualTo("rwxr-xr-x");
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    private static void open(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
