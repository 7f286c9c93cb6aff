package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesqlite.RecentContacts.Logged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

final class SiteIndexTest {

    private static final int GATHERING = 1_000;
    private static final int AT_ONCE = 100;
    private static final int CONTACTS = 5_000;

    @TempDir Path folder;
    private PreparedStatements statements;
    private final SiteIndex index = new SiteIndex(GATHERING);

    @BeforeEach
    void open() throws SQLException {
        SqliteFile file = SqliteFile.durable(folder.resolve("contacts.db"));
        file.migrate(SqliteStore.class, "contacts", SqliteStore.SCHEMA);
        statements = new PreparedStatements(file.open());
        NewRows rows = new NewRows();
        for (Map.Entry<String, Logged> contact : contacts(1, CONTACTS + 1)) {
            rows.add(statements, contact.getKey(), contact.getValue());
        }
        rows.write(statements);
    }

    @AfterEach
    void close() {
        statements.close();
    }

    /** In no order of name. */
    private static List<Map.Entry<String, Logged>> contacts(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Map.entry(i * 40_503 % 65_536 + ".example", new Logged(i, 1)))
                .toList();
    }

    private void add(int from, int to) throws SQLException {
        for (int id = from; id < to; id += AT_ONCE) {
            index.add(statements, contacts(id, id + AT_ONCE));
            index.moveOn(statements, AT_ONCE);
        }
    }

    private long rows(String table) throws SQLException {
        return ColumnValues.number(statements.prepare("SELECT count(*) FROM " + table));
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
            next.add(statements, contacts(CONTACTS / 2 + 1 + i, CONTACTS / 2 + 2 + i));
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
