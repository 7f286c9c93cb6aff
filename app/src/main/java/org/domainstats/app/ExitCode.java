package org.domainstats.app;

/** The exit codes of every command; they are documented in its help. */
final class ExitCode {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    /** Not an exit at all: servers go on until a signal ends them. */
    static final int RUNNING = -1;

    private ExitCode() {}
}
