package org.domainstats.commandline;

/** The exit codes of every command; they are documented in its help. */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;

    /** Not an exit at all: servers go on until a signal ends them. */
    public static final int RUNNING = -1;

    private ExitCode() {}
}
