package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.knowndomains.SqliteKnownDomains;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docs/schema.md} tells of every table and column that there is, and of no other. */
final class SchemaPageTest {

    private static final Pattern BACKTICKED = Pattern.compile("`(\\w+)`");

    @TempDir Path folder;

    @Test
    void everyTableAndColumnIsDescribedAndNoOther() throws IOException, SQLException {
        SqliteStore.open(folder.resolve("contacts.db")).close();
        SqliteKnownDomains.open(folder.resolve("known.db")).close();
        SqliteCommunity.open(folder.resolve("community.db")).close();
        SqliteContactJournal.open(folder.resolve("journal.db")).close();
        String page = Files.readString(Path.of("../docs/schema.md"));
        for (String file : List.of("contacts.db", "known.db", "community.db", "journal.db")) {
            assertThat(described(page, file)).as(file).isEqualTo(inFile(folder.resolve(file)));
        }
    }

    private static Map<String, Set<String>> described(String page, String file) {
        String section = page.split("\n## " + file + "\n", -1)[1].split("\n## ", -1)[0];
        Map<String, Set<String>> tables = new TreeMap<>();
        Arrays.stream(section.split("\n### ", -1))
                .skip(1)
                .forEach(table -> tables.put(backticked(table).iterator().next(), columns(table)));
        return tables;
    }

    /** The first cells of a section's rows. */
    private static Set<String> columns(String table) {
        return table.lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> backticked(line.split("\\|", -1)[1]).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> backticked(String text) {
        return BACKTICKED
                .matcher(text.lines().findFirst().orElse(""))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Set<String>> inFile(Path file) throws SQLException {
        Map<String, Set<String>> tables = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT t.name, c.name FROM sqlite_schema t"
                                        + " JOIN pragma_table_info(t.name) c"
                                        + " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'")) {
            while (row.next()) {
                tables.computeIfAbsent(row.getString(1), _ -> new TreeSet<>())
                        .add(row.getString(2));
            }
        }
        return tables;
    }
}
