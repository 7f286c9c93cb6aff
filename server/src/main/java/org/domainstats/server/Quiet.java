package org.domainstats.server;

/** How long nothing has gone either way on a connection, as seen by checks at intervals. */
final class Quiet {

    /** Clients such as Logstash keep connections for a minute; five quiet checks are 75 s. */
    static final long CHECK_SECONDS = 15;

    private static final int LONGEST_CHECKS = 5;

    private boolean broken;
    private int checks;

    /** Something went: an answer, or a part of a batch. */
    void broken() {
        broken = true;
    }

    /**
     * Checks once more.
     *
     * @param excused whether it is us that the client waits for
     */
    boolean isTooLong(boolean excused) {
        checks = excused || broken ? 0 : checks + 1;
        broken = false;
        return checks > LONGEST_CHECKS;
    }
}
