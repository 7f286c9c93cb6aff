package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresAddress;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.postgreskit.FaultyProxy;
import org.domainstats.postgreskit.FaultyProxy.Cut;
import org.domainstats.postgreskit.FaultyProxy.Passed;
import org.domainstats.postgreskit.FaultyProxy.Swallowed;
import org.domainstats.store.Contact;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Two servers on one database are asked the same names while connections are lost at random and the
 * database is killed: in the end each name was announced once.
 */
@Tag("long")
@Order(3)
final class ExactlyOnceTest {

    private static final int NAMES = 2_000;
    private static final int GROUP = 5;
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Map<DomainName, Integer> announced = new ConcurrentHashMap<>();
    private final List<DomainName> sites =
            IntStream.range(0, NAMES)
                    .mapToObj(i -> new DomainName("site-" + i + ".example"))
                    .toList();

    private static PostgresAddress through(FaultyProxy proxy, String database) {
        return PostgresAddress.parse(
                "postgresql://"
                        + EmbeddedPostgres.SUPERUSER
                        + "@127.0.0.1:"
                        + proxy.port()
                        + "/"
                        + database);
    }

    /** Asks for all names, in groups; each until there is an answer. */
    private void askAll(PostgresStore store) {
        List<Future<?>> askers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (int from = 0; from < NAMES; from += GROUP) {
                List<DomainName> group = sites.subList(from, Math.min(NAMES, from + GROUP));
                askers.add(threads.submit(() -> ask(store, group)));
            }
        }
        askers.forEach(Future::resultNow);
    }

    private void ask(PostgresStore store, List<DomainName> group) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(20);
        while (true) {
            try {
                List<Contact> contacts = store.contacts().recordAllIfAbsent(group, AT);
                for (int i = 0; i < group.size(); i++) {
                    if (contacts.get(i).first()) {
                        announced.merge(group.get(i), 1, Integer::sum);
                    }
                }
                return;
            } catch (StoreException e) {
                // Nothing was decided: as a client does, ask again.
                if (System.nanoTime() > end) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** As a client does that was refused. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void askBoth(PostgresStore one, PostgresStore other) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> first = threads.submit(() -> askAll(one));
            Future<?> second = threads.submit(() -> askAll(other));
            first.get();
            second.get();
        }
    }

    /** Whatever was in doubt has been settled by now: what nobody received is announced here. */
    private void expectEachOnce(PostgresStore one, PostgresStore other) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(20);
        while (one.status().unsettled() + other.status().unsettled() > 0) {
            assertThat(System.nanoTime()).as("settled in time").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        askAll(one);
        assertThat(announced.values()).hasSize(NAMES).allMatch(times -> times == 1);
        assertThat(one.contacts().count()).isEqualTo(NAMES);
        assertThat(one.contacts().after(0, 2 * NAMES)).hasSize(NAMES);
    }

    @Test
    void whateverConnectionsAreLost() throws Exception {
        TestDatabase database = TestDatabase.create();
        long seed = System.nanoTime();
        RandomGenerator random = RandomGeneratorFactory.getDefault().create(seed);
        String name = database.address().database();
        try (FaultyProxy proxy = FaultyProxy.start(TestDatabase.server().port());
                PostgresStore one = PostgresStore.open(through(proxy, name), () -> null, TIMEOUT);
                PostgresStore other =
                        PostgresStore.open(through(proxy, name), () -> null, TIMEOUT)) {
            proxy.disturb(
                    (_, _) ->
                            switch (random.nextInt(40)) {
                                case 0 -> new Cut();
                                case 1, 2, 3 -> new Passed(Duration.ofMillis(random.nextInt(20)));
                                case 4 ->
                                        random.nextInt(10) == 0
                                                ? new Swallowed()
                                                : new Passed(Duration.ZERO);
                                default -> new Passed(Duration.ZERO);
                            });
            askBoth(one, other);
            proxy.heal();
            proxy.cutAll();
            expectEachOnce(one, other);
        }
    }

    @Test
    void howeverOftenTheDatabaseIsKilled() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start("fsync=off")) {
            PostgresAddress address = PostgresAddress.parse(postgres.createDatabase("memory"));
            PostgresStore.applySchema(address, () -> null);
            try (PostgresStore one = PostgresStore.open(address, () -> null, TIMEOUT);
                    PostgresStore other = PostgresStore.open(address, () -> null, TIMEOUT);
                    ExecutorService killer = Executors.newSingleThreadExecutor()) {
                Future<?> kills =
                        killer.submit(
                                () -> {
                                    for (int kill = 1; kill <= 3; kill++) {
                                        awaitAnnounced(kill * NAMES / 5);
                                        postgres.kill();
                                        postgres.restart();
                                    }
                                    return true;
                                });
                askBoth(one, other);
                kills.get();
                expectEachOnce(one, other);
            }
        }
    }

    private void awaitAnnounced(int names) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(20);
        while (announced.size() < names && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
