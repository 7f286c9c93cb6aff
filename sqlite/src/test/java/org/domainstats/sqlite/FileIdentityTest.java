package org.domainstats.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

class FileIdentityTest {

    private static final int COMMITS = 2_000;
    private static final int LOOKERS = 6;

    @TempDir private Path folder;

    /** Who saw the size before a checkpoint, and compared it later, took the file for another. */
    @Test
    void fileThatGrowsWhileSeveralLookIsStillTheSame() throws Exception {
        Path path = folder.resolve("growing.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
                Statement statement = connection.createStatement();
                ExecutorService threads = Executors.newFixedThreadPool(LOOKERS)) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA wal_autocheckpoint = 1");
            statement.execute("CREATE TABLE grows (content BLOB)");
            SqliteFile.giveId(statement);
            FileIdentity identity = new FileIdentity(path, "nothing goes");
            identity.remember(SqliteFile.single(statement, "PRAGMA application_id"));
            AtomicBoolean done = new AtomicBoolean();
            Callable<List<String>> look = () -> look(identity, done);
            List<Future<List<String>>> looking =
                    Stream.generate(() -> threads.submit(look)).limit(LOOKERS).toList();
            grow(statement);
            done.set(true);

            for (Future<List<String>> each : looking) {
                assertThat(each.get()).isEmpty();
            }
            identity.close();
        }
    }

    /** What is wrong with the file; each time it is looked at, until it is. */
    private static List<String> look(FileIdentity identity, AtomicBoolean done) {
        try {
            while (!done.get()) {
                identity.verify();
            }
            return List.of();
        } catch (StoreException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static void grow(Statement statement) throws SQLException {
        statement.execute("PRAGMA synchronous = OFF");
        for (int i = 0; i < COMMITS; i++) {
            statement.execute("INSERT INTO grows VALUES (randomblob(5000))");
        }
    }
}
