package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A process that is killed while it indexes what it took in loses no contact that it announced, and
 * none is announced twice.
 */
@Tag("long")
final class KillWhileIndexingTest {

    /** Indexing has begun, and needs half as many again to end. */
    private static final int ANNOUNCED_BEFORE_THE_KILL = ContactLog.INDEX_AT + 2_000;

    @TempDir Path folder;

    @Test
    @Timeout(900)
    void whatWasAnnouncedIsKeptAndNeverAnnouncedAgain() throws Exception {
        Path file = folder.resolve("contacts.db");
        List<String> announced = announceUntilKilled(file);
        assertThat(single(file, "SELECT indexed FROM contacts_state")).isZero();
        assertThat(single(file, "SELECT count(*) FROM contact_sites_newer")).isPositive();

        announced.addAll(announceUntilKilled(file));
        assertThat(announced).doesNotHaveDuplicates();
        try (SqliteStore store = SqliteStore.open(file)) {
            assertThat(store.verify()).isEqualTo(Optional.empty());
            List<String> kept = sites(store);
            assertThat(kept).doesNotHaveDuplicates();
            assertThat(new HashSet<>(kept).containsAll(announced)).isTrue();
            assertThat(recordIfAbsent(store, announced)).noneMatch(Contact::first);
        }
    }

    private static int single(Path file, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            return SqliteFile.single(statement, query);
        }
    }

    private static List<String> announceUntilKilled(Path file)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                WriteUntilKilled.class.getName(),
                                file.toString(),
                                "32")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        List<String> announced = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(
                                process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                announced.add(line);
                if (announced.size() == ANNOUNCED_BEFORE_THE_KILL) {
                    // By its handle: the process's own method would close the pipe as well, and
                    // what
                    // is still in there was announced.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        // The last line may be torn; its site may have been announced or not.
        if (!announced.getLast().endsWith(".example")) {
            announced.removeLast();
        }
        assertThat(announced).hasSizeGreaterThanOrEqualTo(ANNOUNCED_BEFORE_THE_KILL - 1);
        return announced;
    }

    private static List<String> sites(Store store) {
        return store.contacts().after(0, Integer.MAX_VALUE).stream()
                .map(LoggedContact::site)
                .map(DomainName::ascii)
                .toList();
    }

    private static List<Contact> recordIfAbsent(Store store, List<String> sites) {
        return store.contacts()
                .recordAllIfAbsent(sites.stream().map(DomainName::new).toList(), Instant.EPOCH);
    }
}
