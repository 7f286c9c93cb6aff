package org.domainstats.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.migration.ExportedContacts.Replayed;
import org.domainstats.model.DomainName;
import org.domainstats.store.Contact;
import org.domainstats.store.Store;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/** After a restore, what was announced since is not announced again. */
final class ExportedContactsTest {

    private static final Instant AT = Instant.parse("2026-11-24T10:00:00.123Z");
    private static final String LINES =
            """
            {"number":1,"kind":"first-contact","site":"json.example","seen_by_you":"2026-11-24T10:00:00.123Z"}
            {"ecs":{"version":"9.0.0"},"domain_stats":{"site":"ecs.example","seen_by_you":"2026-11-24T10:00:00.123Z"}}
            {"class_uid":2004,"enrichments":[{"data":{"site":"ocsf.example","seen_by_you":"2026-11-24T10:00:00.123Z"}}]}
            {"site":"export.example","first_asked":"2026-11-24T10:00:00.123Z","last_asked":"2026-11-25T10:00:00Z","times":7}
            {"kind":"reregistered","site":"nobody-asked.example"}
            {"site":"not a name","seen_by_you":"2026-11-24T10:00:00Z"}
            not JSON

            """;

    @TempDir private Path folder;

    private Path file(String name, boolean zipped) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream plain = Files.newOutputStream(file);
                OutputStream out = zipped ? new GZIPOutputStream(plain) : plain) {
            out.write(LINES.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @Test
    void theContactsOfEveryFormatComeBackOnce() throws IOException {
        try (Store store = SqliteStore.open(folder.resolve("contacts.db"))) {
            ExportedContacts exported = new ExportedContacts(store.contacts());
            assertThat(exported.replay(file("events.ndjson", false), _ -> {}))
                    .isEqualTo(new Replayed(7, 4, 4));
            assertThat(exported.replay(file("events.ndjson.gz", true), _ -> {}))
                    .isEqualTo(new Replayed(7, 4, 0));
            for (String site : new String[] {"json", "ecs", "ocsf", "export"}) {
                assertThat(
                                store.contacts()
                                        .recordIfAbsent(
                                                new DomainName(site + ".example"), Instant.now()))
                        .isEqualTo(new Contact(AT, false));
            }
        }
    }
}
