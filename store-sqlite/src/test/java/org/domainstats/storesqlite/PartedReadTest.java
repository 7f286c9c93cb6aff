package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.store.StoreException;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.PartedRead;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** What thousands of rows say is read in parts, many of them at a time. */
@Timeout(120)
final class PartedReadTest {

    @TempDir Path folder;
    private ReaderPool readers;

    @BeforeEach
    void open() {
        Path path = folder.resolve("contacts.db");
        SqliteStore.migrate(path);
        readers = ReaderPool.many(SqliteFile.durable(path));
    }

    @AfterEach
    void close() {
        readers.close();
    }

    private static List<Integer> numbers(int parts) {
        return IntStream.range(0, parts * PartedRead.PART).boxed().toList();
    }

    private interface Part<R> {
        List<R> read(PreparedStatements statements, List<Integer> part) throws SQLException;
    }

    private <R> List<R> all(List<Integer> wanted, Part<R> part) {
        return PartedRead.all(
                wanted,
                readers.size(),
                some -> readers.read(statements -> part.read(statements, some)));
    }

    @Test
    void allPartsAreReadInTheirOrder() {
        List<Integer> numbers = numbers(50).subList(0, 50 * PartedRead.PART - 1);
        assertThat(all(numbers, (_, part) -> part)).isEqualTo(numbers);
    }

    /** The disk works on as many reads as it is asked for at a time. */
    @Test
    void asManyPartsAsThereAreConnectionsAreReadAtATime() {
        int connections = readers.size();
        assertThat(connections).isGreaterThanOrEqualTo(16);
        CyclicBarrier all = new CyclicBarrier(connections);
        Set<PreparedStatements> used = ConcurrentHashMap.newKeySet();
        all(
                numbers(connections),
                (statements, _) -> {
                    used.add(statements);
                    await(all);
                    return List.of(ColumnValues.number(statements.prepare("SELECT 1")));
                });
        assertThat(used).hasSize(connections);
    }

    private static void await(CyclicBarrier all) {
        try {
            all.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("fewer are read at a time", e);
        }
    }

    /** Each connection takes memory. */
    @Test
    void connectionsAreClosedWhenNobodyReads() {
        PreparedStatements first = readers.read(statements -> statements);
        assertThatThrownBy(() -> first.execute("SELECT 1")).isInstanceOf(SQLException.class);
        PreparedStatements second =
                readers.read(
                        statements -> {
                            readers.read(_ -> true);
                            statements.execute("SELECT 1");
                            return statements;
                        });
        assertThatThrownBy(() -> second.execute("SELECT 1")).isInstanceOf(SQLException.class);
    }

    @Test
    void aFaultIsThatOfTheStore() {
        assertThatThrownBy(
                        () ->
                                all(
                                        numbers(100),
                                        (statements, part) -> {
                                            statements.execute("SELECT * FROM nowhere");
                                            return part;
                                        }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nowhere");
    }
}
