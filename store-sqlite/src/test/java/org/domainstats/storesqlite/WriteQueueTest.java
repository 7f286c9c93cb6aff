package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.StoreException;
import org.domainstats.storesql.ColumnValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

final class WriteQueueTest {

    @TempDir Path folder;
    private SqliteFile file;
    private WriteQueue queue;

    @BeforeEach
    void open() {
        file = SqliteFile.durable(folder.resolve("contacts.db"));
        file.migrate(SqliteStore.class, "contacts", 1);
        queue = new WriteQueue(file);
    }

    @AfterEach
    void close() {
        queue.close();
    }

    private static int addDay(PreparedStatements statements, String day) throws SQLException {
        var insert = statements.prepare("INSERT INTO daily_counts VALUES ('h', ?, 1)");
        insert.setString(1, day);
        return insert.executeUpdate();
    }

    private long days() {
        try (ReaderPool readers = new ReaderPool(file)) {
            return readers.read(
                    statements ->
                            ColumnValues.number(
                                    statements.prepare("SELECT count(*) FROM daily_counts")));
        }
    }

    /** Keeps the writer busy while a group of that many gathers behind it, then lets it go. */
    private List<CompletableFuture<Integer>> oneGroup(List<WriteQueue.Work<Integer>> works)
            throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch gathered = new CountDownLatch(1);
        CompletableFuture<Integer> before =
                CompletableFuture.supplyAsync(
                        () ->
                                queue.write(
                                        _ -> {
                                            busy.countDown();
                                            return await(gathered);
                                        }),
                        run -> Thread.ofVirtual().start(run));
        busy.await();
        List<CompletableFuture<Integer>> group = new ArrayList<>();
        for (WriteQueue.Work<Integer> work : works) {
            group.add(
                    CompletableFuture.supplyAsync(
                            () -> queue.write(work), run -> Thread.ofVirtual().start(run)));
        }
        while (queue.length() < works.size()) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        gathered.countDown();
        before.join();
        return group;
    }

    private static int await(CountDownLatch latch) {
        try {
            latch.await();
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aWriteThatFailsIsFailedAloneAndTheRestOfItsGroupIsWritten() throws InterruptedException {
        List<CompletableFuture<Integer>> group =
                oneGroup(
                        List.of(
                                statements -> addDay(statements, "1"),
                                statements -> {
                                    addDay(statements, "2");
                                    throw new SQLException("no such luck");
                                },
                                statements -> {
                                    throw new IllegalStateException("a bug");
                                },
                                statements -> addDay(statements, "3")));
        group.get(0).join();
        group.get(3).join();
        for (int i = 1; i <= 2; i++) {
            assertThatThrownBy(group.get(i)::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(StoreException.class)
                    .hasMessageContaining(i == 1 ? "no such luck" : "a bug");
        }
        assertThat(days()).isEqualTo(2);
    }

    /** With the ninth, all others of the group were failed as well, contacts among them. */
    @Test
    void howeverManyFailTheOthersAreWritten() throws InterruptedException {
        List<WriteQueue.Work<Integer>> works = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String day = "" + i;
            works.add(
                    i % 4 == 0
                            ? statements -> addDay(statements, day)
                            : statements -> failing(statements, new IllegalStateException(day)));
        }
        List<CompletableFuture<Integer>> group = oneGroup(works);
        for (int i = 0; i < group.size(); i++) {
            if (i % 4 == 0) {
                group.get(i).join();
            } else {
                assertThatThrownBy(group.get(i)::join).hasCauseInstanceOf(StoreException.class);
            }
        }
        assertThat(days()).isEqualTo(25);
    }

    @Test
    void aFaultOfTheFileFailsItsGroupAndLeavesNothing() throws InterruptedException {
        List<CompletableFuture<Integer>> group =
                oneGroup(
                        List.of(
                                statements -> addDay(statements, "1"),
                                statements -> {
                                    throw new SQLiteException(
                                            "disk full", SQLiteErrorCode.SQLITE_FULL);
                                },
                                statements -> addDay(statements, "2")));
        for (CompletableFuture<Integer> each : group) {
            assertThatThrownBy(each::join).hasMessageContaining("make room");
        }
        assertThat(days()).isZero();
        queue.write(statements -> addDay(statements, "3"));
        assertThat(days()).isEqualTo(1);
    }

    @Test
    void whatFailsAfterTheCommitFailsNobody() {
        int result =
                queue.write(
                        statements -> {
                            statements.afterCommit(
                                    () -> {
                                        throw new IllegalStateException("a bug");
                                    });
                            return addDay(statements, "1");
                        });
        assertThat(result).isEqualTo(1);
        assertThat(days()).isEqualTo(1);
        queue.write(statements -> addDay(statements, "2"));
        assertThat(days()).isEqualTo(2);
    }

    @Test
    void theWriterOutlivesWhateverWorkThrows() {
        for (Throwable thrown :
                List.of(new IllegalStateException("odd"), new StackOverflowError("deep"))) {
            assertThatThrownBy(() -> queue.write(statements -> failing(statements, thrown)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("contacts.db")
                    .hasMessageContaining(String.valueOf(thrown.getMessage()));
        }
        assertThat(days()).isZero();
        queue.write(statements -> addDay(statements, "1"));
        assertThat(days()).isEqualTo(1);
    }

    private static int failing(PreparedStatements statements, Throwable thrown)
            throws SQLException {
        addDay(statements, "1");
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    @Test
    void closingWritesWhatWaits() throws InterruptedException {
        List<CompletableFuture<Integer>> group =
                oneGroup(
                        List.of(
                                statements -> addDay(statements, "1"),
                                statements -> addDay(statements, "2")));
        queue.close();
        group.forEach(CompletableFuture::join);
        assertThat(days()).isEqualTo(2);
    }
}
