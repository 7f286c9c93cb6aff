package org.domainstats.postgres;

import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;

/** What a fault that PostgreSQL or the connection reports means, by its SQLSTATE. */
public final class PostgresFaults {

    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK = "40P01";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String READ_ONLY = "25006";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String QUERY_CANCELED = "57014";

    /** A commit that was not acknowledged by a standby yields a warning only. */
    public static final String COMMIT_IN_DOUBT = "01000";

    private static final Set<String> PASSING =
            Set.of(
                    SERIALIZATION_FAILURE,
                    DEADLOCK,
                    READ_ONLY,
                    TOO_MANY_CONNECTIONS,
                    QUERY_CANCELED,
                    COMMIT_IN_DOUBT);

    /** The database is there, and busy with the same rows for somebody else. */
    private static final Set<String> CONTENTION =
            Set.of(SERIALIZATION_FAILURE, DEADLOCK, QUERY_CANCELED);

    /** With these the server ends the connection, whatever it has done by then. */
    private static final List<String> ENDING = List.of("08", "25P", "57P", "58", "XX", "01");

    /** The driver asks each host whether transactions are read-only there. */
    private static final String NO_PRIMARY =
            "no host of it is a primary just now, and a standby decides nothing; name all nodes of"
                    + " the cluster in store, and see whether it has a primary; one that is takes"
                    + " writes only while default_transaction_read_only is off";

    /** A standby that hangs holds up each commit until another is chosen in its place. */
    private static final String NO_REPLY =
            "no reply in time; if wait_event is SyncRep in pg_stat_activity, commits wait for a"
                    + " synchronous standby";

    private PostgresFaults() {}

    /**
     * Whether a statement that failed so may have been carried out all the same. One that the
     * server refused was not; one whose connection ended may have been.
     */
    public static boolean mayHaveCommitted(SQLException fault) {
        if (fault instanceof SQLTransientConnectionException) {
            return false;
        }
        boolean refused =
                fault instanceof PSQLException postgres && postgres.getServerErrorMessage() != null;
        return !refused || ENDING.stream().anyMatch(state(fault)::startsWith);
    }

    /**
     * Whether the same may succeed when it is tried again. Whoever has waited in vain for what
     * others have locked need not stand in line once more.
     */
    public static boolean isTransient(SQLException fault) {
        String state = state(fault);
        return fault instanceof SQLTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("57P")
                || PASSING.contains(state);
    }

    /** Whether the database, or the way to it, is out of use for all. */
    static boolean isOutage(SQLException fault) {
        return state(fault).equals(COMMIT_IN_DOUBT) && fault.getCause() instanceof SQLException e
                ? isOutage(e)
                : isTransient(fault) && !CONTENTION.contains(state(fault));
    }

    /** Whether a write was not refused for what it is: it waited in vain, or reached nobody. */
    static boolean isHeldUp(SQLException fault) {
        return isTransient(fault) || isLockNotAvailable(fault);
    }

    /** Whether the server answered that others hold the rows. */
    static boolean isLockNotAvailable(SQLException fault) {
        return state(fault).equals(LOCK_NOT_AVAILABLE);
    }

    /** Whether the server takes no writes just now. */
    public static boolean isReadOnly(SQLException fault) {
        return state(fault).equals(READ_ONLY);
    }

    /**
     * Whether the server was reached and will not have this user, or has no such database; or is
     * not the one that it should be. Or the password cannot be read.
     */
    static boolean isRefusal(@Nullable Throwable cause) {
        return cause instanceof SQLException fault
                && (state(fault).startsWith("28")
                        || fault.getCause() instanceof StoreException
                        || state(fault).startsWith("3D")
                        || TlsFaults.isLasting(reported(fault)));
    }

    /** What the driver said to the pool. */
    private static SQLException reported(SQLException fault) {
        return fault instanceof SQLTransientConnectionException
                        && fault.getCause() instanceof SQLException cause
                ? cause
                : fault;
    }

    private static String state(SQLException fault) {
        @Nullable String state = fault.getSQLState();
        return state == null ? "" : state;
    }

    /** What PostgreSQL reports, with the way out. */
    public static StoreException fault(PostgresAddress address, SQLException fault) {
        String reason = String.valueOf(reason(fault));
        @Nullable String tls = TlsFaults.wayOut(reported(fault));
        String way;
        if (tls != null) {
            way = tls;
        } else {
            way = reason.contains("targetServerType") ? NO_PRIMARY : wayOut(fault);
        }
        String message = address + ": " + way + " (" + reason + ")";
        return isOutage(fault)
                ? StoreException.unreachable(message, fault)
                : new StoreException(message, fault);
    }

    private static @Nullable String reason(SQLException fault) {
        @Nullable Throwable cause = fault.getCause();
        return fault instanceof SQLTransientConnectionException && cause != null
                ? cause.getMessage()
                : fault.getMessage();
    }

    private static String wayOut(SQLException fault) {
        if (fault.getCause() instanceof SocketTimeoutException) {
            return NO_REPLY;
        }
        return switch (state(fault)) {
            case "28000", "28P01" ->
                    "login refused; check the user, pg_hba.conf and store-password-file";
            case "3D000" -> "there is no such database; make it with CREATE DATABASE";
            case "42P01", "3F000" ->
                    "the tables are not there; make them with domain-stats admin schema --apply";
            case "42501" ->
                    "the user lacks a privilege; domain-stats admin schema --grant-to USER prints"
                            + " those it needs";
            case "53100" -> "the server's disk is full; make room, and it works again";
            case READ_ONLY ->
                    "the server is a standby, or default_transaction_read_only is on; point store at the"
                            + " primary, and set that to off";
            case TOO_MANY_CONNECTIONS ->
                    "the server has no connection left; raise its max_connections";
            case LOCK_NOT_AVAILABLE ->
                    "others hold the rows for too long; pg_stat_activity and pg_blocking_pids()"
                            + " show who, and with wait_event SyncRep that they wait for a standby";
            case QUERY_CANCELED ->
                    "the statement was cancelled, by an operator or by statement_timeout";
            default -> "cannot be used just now";
        };
    }
}
