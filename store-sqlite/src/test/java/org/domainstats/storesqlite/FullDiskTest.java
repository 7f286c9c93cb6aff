package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contact;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** A small file system that runs full. Mounting one needs root. */
class FullDiskTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final DomainName BEFORE = new DomainName("before.example");

    @TempDir private Path folder;
    private Path disk;
    private SqliteStore store;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "mounting needs root");
        disk = Files.createDirectory(folder.resolve("disk"));
        int mounted = run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString());
        assumeTrue(mounted == 0, "a file system cannot be mounted here");
        store = SqliteStore.open(disk.resolve("contacts.db"));
    }

    @AfterEach
    void unmount() throws Exception {
        if (store != null) {
            store.close();
            run("umount", "-l", disk.toString());
        }
    }

    @Test
    void whatIsKnownIsReadNothingIsAnnouncedAndItIsNotReadyUntilThereIsRoom() throws Exception {
        assertThat(store.contacts().recordIfAbsent(BEFORE, NOW).first()).isTrue();
        assertThat(store.check()).isEmpty();
        Path filler = fill();

        assertThat(store.check())
                .hasValueSatisfying(
                        fault -> assertThat(fault).hasMessageContaining("disk is full"));
        assertThat(store.contacts().recordIfAbsent(BEFORE, NOW.plusSeconds(1)))
                .isEqualTo(new Contact(NOW, false));
        List<DomainName> names = manyNames();
        assertThatThrownBy(() -> store.contacts().recordAllIfAbsent(names, NOW))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("disk");
        assertThat(store.contacts().find(BEFORE)).contains(NOW);
        assertThat(store.contacts().find(names.getFirst())).isEmpty();

        Files.delete(filler);
        assertThat(store.check()).isEmpty();
        assertThat(store.contacts().recordAllIfAbsent(names, NOW)).allMatch(Contact::first);
        try (var files = Files.list(disk)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .doesNotContain("contacts.db-room");
        }
    }

    /** More than the write-ahead log has room for. */
    private static List<DomainName> manyNames() {
        return IntStream.range(0, 4_000)
                .mapToObj(i -> new DomainName("a-rather-long-name-that-fills-pages-" + i + ".com"))
                .toList();
    }

    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[4_096]);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
