package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.LongStream;

final class SiteIndexTest {

    private static final int GATHERING = 1_000;
    private static final int AT_ONCE = 100;
    private static final int CONTACTS = 5_000;

    @TempDir Path folder;
    private Statements statements;
    private final SiteIndex index = new SiteIndex(GATHERING);

    @BeforeEach
    void open() throws SQLException {
        SqliteFile file = SqliteFile.durable(folder.resolve("contacts.db"));
        file.migrate("contacts", SqliteStore.SCHEMA);
        statements = new Statements(file.open());
        // In no order of name.
        statements.execute(
                "WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < "
                        + CONTACTS
                        + ") INSERT INTO contacts SELECT id, id * 40503 % 65536 || '.example', 1, 1, 1"
                        + " FROM n");
    }

    @AfterEach
    void close() {
        statements.close();
    }

    private void add(int from, int to) throws SQLException {
        for (int id = from; id < to; id += AT_ONCE) {
            index.add(statements, LongStream.range(id, id + AT_ONCE).toArray());
            index.moveOn(statements, AT_ONCE);
        }
    }

    private long rows(String table) throws SQLException {
        return Rows.number(statements.prepare("SELECT count(*) FROM " + table));
    }

    private long found() throws SQLException {
        PreparedStatement all =
                statements.prepare(
                        "SELECT count(*) FROM contacts c WHERE id = " + SiteIndex.idOf("c.site"));
        try (ResultSet row = all.executeQuery()) {
            return row.getLong(1);
        }
    }

    @Test
    void fewRowsStayInTheSmallTable() throws SQLException {
        add(1, GATHERING + 1);
        assertThat(rows("contact_sites_newer")).isEqualTo(GATHERING);
        assertThat(rows("contact_sites")).isZero();
        assertThat(found()).isEqualTo(GATHERING);
    }

    @Test
    void manyAreMovedOnAndEachIsFound() throws SQLException {
        add(1, CONTACTS + 1);
        assertThat(found()).isEqualTo(CONTACTS);
        assertThat(rows("contact_sites_newer")).isBetween(1L, 2L * GATHERING);
        assertThat(rows("contact_sites_newer") + rows("contact_sites")).isEqualTo(CONTACTS);
    }

    @Test
    void addingAgainChangesNothing() throws SQLException {
        add(1, CONTACTS + 1);
        add(1, CONTACTS + 1);
        assertThat(found()).isEqualTo(CONTACTS);
    }

    @Test
    void anIndexOfAnotherProcessIsGoneOnWith() throws SQLException {
        add(1, CONTACTS / 2 + 1);
        SiteIndex next = new SiteIndex(GATHERING);
        for (int i = 0; i < CONTACTS / AT_ONCE; i++) {
            next.add(statements, new long[] {CONTACTS / 2 + 1 + i});
            next.moveOn(statements, AT_ONCE);
        }
        assertThat(rows("contact_sites_newer")).isLessThanOrEqualTo(GATHERING);
        assertThat(found()).isEqualTo(CONTACTS / 2 + CONTACTS / AT_ONCE);
    }

    @Test
    void whatIsClearedIsFoundNoMore() throws SQLException {
        add(1, CONTACTS + 1);
        index.clear(statements);
        assertThat(found()).isZero();
        add(1, CONTACTS + 1);
        assertThat(found()).isEqualTo(CONTACTS);
    }
}
