package org.domainstats.storepostgres;

import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.Transactions;
import org.domainstats.store.StoreException;
import org.domainstats.storepostgres.ContactRows.InDoubt;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Settles groups of contacts whose outcome is unknown because the connection was lost, and whose
 * callers were answered that nothing is decided. A group is recorded once more under its claim,
 * which shows what became of it, and what it announced is taken back: the next question announces
 * it.
 */
final class ClaimSettlement implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ClaimSettlement.class.getName());

    /** Some minutes without the database, at two groups in doubt for each time it vanishes. */
    private static final int MOST = 10_000;

    private static final Duration AT_CLOSE = Duration.ofSeconds(5);
    private static final long RETRY_MILLIS = 200;

    private final PostgresPool pool;
    private final Claims claims;
    private final UnsaidAnnouncements unsaid;
    private final InstantSource clock;
    private final BlockingQueue<ContactGroup> unsettled = new ArrayBlockingQueue<>(MOST);
    private final AtomicInteger inDoubt = new AtomicInteger();
    private final ContactGroup last = new ContactGroup(List.of(), 0);
    private final Thread thread;
    private volatile long end = Long.MAX_VALUE;
    private volatile boolean closed;

    ClaimSettlement(
            PostgresPool pool, Claims claims, UnsaidAnnouncements unsaid, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
        this.claims = claims;
        this.unsaid = unsaid;
        this.thread = Thread.ofPlatform().daemon().name("postgres-settlement").start(this::run);
    }

    /** Has the notes of an earlier process settled, and waits for it. */
    static void settleLeft(
            PostgresPool pool, Claims claims, UnsaidAnnouncements unsaid, InstantSource clock) {
        Map<Long, Map<String, Long>> left = unsaid.left();
        int withdrawn = 0;
        for (Map.Entry<Long, Map<String, Long>> each : left.entrySet()) {
            InDoubt group = new InDoubt(each.getValue(), each.getKey());
            long number = claims.unannounced();
            withdrawn +=
                    pool.transactionBehind(
                            connection -> ContactRows.settle(connection, group, number, clock));
        }
        unsaid.forgetLeft();
        if (withdrawn > 0) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "the server ended before it had announced {0} first contacts; they go to the"
                            + " next who asks",
                    withdrawn);
        }
    }

    void add(ContactGroup group) {
        inDoubt.incrementAndGet();
        if (!unsettled.offer(group)) {
            inDoubt.decrementAndGet();
            LOG.log(
                    System.Logger.Level.ERROR,
                    "too many first contacts in doubt; those of these sites may never be"
                            + " announced: "
                            + group.sites().keySet());
        }
    }

    /** How many groups are in doubt. */
    int size() {
        return inDoubt.get();
    }

    private void run() {
        while (!expired()) {
            try {
                ContactGroup group = unsettled.take();
                if (group == last) {
                    return;
                }
                settle(group);
                inDoubt.decrementAndGet();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the settlement", e);
            }
        }
    }

    private boolean expired() {
        return closed && System.nanoTime() - end > 0;
    }

    private void settle(ContactGroup group) throws InterruptedException {
        while (!expired()) {
            try {
                int withdrawn =
                        pool.once(PostgresPool.BEHIND, connection -> settle(connection, group));
                unsaid.takenBack(group.notes());
                LOG.log(
                        System.Logger.Level.INFO,
                        "settled a group in doubt: {0} first contacts will be announced to the"
                                + " next who asks",
                        withdrawn);
                return;
            } catch (SQLException | StoreException e) {
                LOG.log(System.Logger.Level.DEBUG, "a group is still in doubt", e);
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
        LOG.log(
                System.Logger.Level.ERROR,
                "the database cannot be reached; first contacts of these sites may never be"
                        + " announced: "
                        + group.sites().keySet());
    }

    private int settle(Connection connection, ContactGroup group) throws SQLException {
        return Transactions.runWaiting(
                connection,
                PostgresPool.BEHIND,
                same ->
                        ContactRows.settle(
                                same,
                                new InDoubt(group.sites(), group.claim()),
                                claims.unannounced(),
                                clock));
    }

    /** Tries for some seconds more, then ends. */
    @Override
    public void close() {
        end = System.nanoTime() + AT_CLOSE.toNanos();
        closed = true;
        // If there is no room for it, time runs out.
        var _ = unsettled.offer(last);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
