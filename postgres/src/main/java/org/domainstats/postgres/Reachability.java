package org.domainstats.postgres;

import org.domainstats.base.LimitedLog;
import org.domainstats.base.ScheduledTasks;
import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the database can be reached, as the last attempt showed. While it cannot, one thread goes
 * on trying, and all others are refused at once: whoever waits for an answer need not find out for
 * himself.
 */
public final class Reachability implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Reachability.class.getName());
    private final LimitedLog limited = new LimitedLog(LoggerFactory.getLogger(Reachability.class));
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(250);

    private final PostgresAddress address;
    private final Probe probe;
    private final AtomicReference<@Nullable Outage> outage = new AtomicReference<>();
    private final ScheduledTasks tasks = new ScheduledTasks("postgres-probe");

    /** Something small that only a reachable database does. */
    @FunctionalInterface
    interface Probe {
        void run() throws SQLException;
    }

    /**
     * A time without the database.
     *
     * @param since when it was noticed
     * @param reason the last fault, in words for an operator
     * @param refused whether it comes again until somebody changes something
     * @param readable whether the database answered, and only what is written waits in vain
     */
    public record Outage(Instant since, String reason, boolean refused, boolean readable) {}

    Reachability(PostgresAddress address, Probe probe) {
        this.address = address;
        this.probe = probe;
        tasks.every(BETWEEN_PROBES, "reach the database", this::probe);
    }

    private void probe() {
        if (outage.get() != null) {
            try {
                probe.run();
                restored();
            } catch (SQLException e) {
                LOG.log(System.Logger.Level.DEBUG, "still out of reach", e);
                lostAgain(e);
            }
        }
    }

    private void restored() {
        @Nullable Outage over = outage.getAndSet(null);
        if (over != null) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0}: reached again after {1} s",
                    address,
                    Duration.between(over.since, Instant.now()).toSeconds());
        }
    }

    /**
     * Returns if work may be tried.
     *
     * @throws StoreException if the database cannot be reached
     */
    public void require() {
        @Nullable Outage now = outage.get();
        if (now != null) {
            throw StoreException.unreachable(
                    address + ": cannot be reached since " + now.since + ": " + now.reason, null);
        }
    }

    /** Notes that work was given up because of a fault that the database or the way to it has. */
    void lost(SQLException fault) {
        Outage begun = outage(Instant.now(), fault);
        if (outage.compareAndSet(null, begun)) {
            // Where it can be reached and commits nothing, this comes each second.
            limited.error("lost", null, "{}", begun.reason);
        }
    }

    /** The first attempt may have been too short to learn why. That none was made says nothing. */
    private void lostAgain(SQLException fault) {
        if (!(fault instanceof SQLTransientConnectionException) || fault.getCause() != null) {
            outage.updateAndGet(now -> now == null ? null : outage(now.since, fault));
        }
    }

    private Outage outage(Instant since, SQLException fault) {
        String reason = String.valueOf(PostgresFaults.fault(address, fault).getMessage());
        return new Outage(
                since,
                reason,
                PostgresFaults.isRefusal(fault),
                PostgresFaults.isLockNotAvailable(fault));
    }

    /** Notes that work is tried again after a fault that passes: an operator may wonder. */
    public void triedAgain(SQLException fault) {
        String reason = String.valueOf(PostgresFaults.fault(address, fault).getMessage());
        limited.warn("again", null, "{}; tried again", reason);
    }

    public Optional<Outage> outage() {
        return Optional.ofNullable(outage.get());
    }

    @Override
    public void close() {
        tasks.close();
    }
}
