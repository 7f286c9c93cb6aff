package org.domainstats.postgres;

import java.time.Duration;

/** What each connection of a server is set to when it is made. */
final class SessionSettings {

    /**
     * A server that vanished in the middle of a statement holds locks until its connection is found
     * dead, and others wait for them: half a minute at most.
     */
    private static final String SAFE_TO_LOSE =
            "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5;"
                    + " SET tcp_keepalives_count = 4; SET idle_in_transaction_session_timeout = 30000;"
                    + " SET default_transaction_isolation = 'read committed';";

    /**
     * The pool gives up what it does not need. A session that the database ends may be one that
     * work has just begun on, and some of it may be tried once only.
     */
    private static final String NOT_ENDED_WHILE_IDLE = " SET idle_session_timeout = 0;";

    /**
     * PostgreSQL keeps the plan of a prepared statement until a table is analysed. One that was
     * made when a table was small reads all of it, a hundred thousand rows later as well; all that
     * is asked often has an index.
     */
    private static final String BY_INDEX =
            " SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;";

    /**
     * PostgreSQL compiles what it thinks costs much, each time anew: that may take longer than the
     * answer has. It thinks so of a table of one row, which has to be read without an index.
     */
    private static final String NOT_COMPILED = " SET jit = off;";

    /**
     * Of the time for a piece of work. Whoever waits longer for what others have locked gets an
     * error from the server, which then has not done it. If the connection were closed instead, it
     * would be done all the same, later, and make the others wait for it too.
     */
    private static final double SHARE_FOR_LOCK = 0.75;

    private SessionSettings() {}

    /**
     * The statements.
     *
     * @param timeout for a piece of work
     */
    static String sql(Duration timeout) {
        return SAFE_TO_LOSE
                + NOT_ENDED_WHILE_IDLE
                + BY_INDEX
                + NOT_COMPILED
                + " SET lock_timeout = "
                + Math.round(timeout.toMillis() * SHARE_FOR_LOCK);
    }
}
