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
    private final Probe read;
    private final Probe write;
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
     * @param readable whether reads may be tried: the database answers them, or none was tried yet.
     *     Only what is written waits in vain then
     */
    public record Outage(Instant since, String reason, boolean refused, boolean readable) {}

    /**
     * @param write what shows, when it succeeds, that the outage is over
     */
    Reachability(PostgresAddress address, Probe read, Probe write) {
        this.address = address;
        this.read = read;
        this.write = write;
        tasks.every(BETWEEN_PROBES, "reach the database", this::probe);
    }

    private void probe() {
        if (outage.get() != null && succeeds(read)) {
            readable(true);
            if (succeeds(write)) {
                restored();
            }
        } else {
            readable(false);
        }
    }

    private boolean succeeds(Probe probe) {
        try {
            probe.run();
            return true;
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "still out of reach", e);
            lostAgain(e);
            return false;
        }
    }

    private void readable(boolean readable) {
        outage.updateAndGet(
                now ->
                        now == null
                                ? null
                                : new Outage(now.since, now.reason, now.refused, readable));
    }

    /** Notes that a read was given up: none is tried until one of the probe has succeeded. */
    public void unreadable() {
        readable(false);
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
        require(outage.get());
    }

    /**
     * Returns if reads may be tried.
     *
     * @throws StoreException if the database cannot be reached
     */
    public void requireReadable() {
        require(outage().filter(now -> !now.readable).orElse(null));
    }

    private void require(@Nullable Outage now) {
        if (now != null) {
            throw StoreException.unreachable(
                    address + ": cannot be reached since " + now.since + ": " + now.reason, null);
        }
    }

    /** Notes that work was given up because of a fault that the database or the way to it has. */
    void lost(SQLException fault) {
        boolean connected = !(fault instanceof SQLTransientConnectionException);
        Outage begun = outage(Instant.now(), fault, connected);
        if (outage.compareAndSet(null, begun)) {
            // Where it can be reached and commits nothing, this comes each second.
            limited.error("lost", null, "{}", begun.reason);
        }
    }

    /** The first attempt may have been too short to learn why. That none was made says nothing. */
    private void lostAgain(SQLException fault) {
        if (!(fault instanceof SQLTransientConnectionException) || fault.getCause() != null) {
            outage.updateAndGet(now -> now == null ? null : outage(now.since, fault, now.readable));
        }
    }

    private Outage outage(Instant since, SQLException fault, boolean readable) {
        String reason = String.valueOf(PostgresFaults.fault(address, fault).getMessage());
        return new Outage(since, reason, PostgresFaults.isRefusal(fault), readable);
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
