package org.domainstats.commandline;

/** What happens when Ctrl-C or SIGTERM ends the process. */
public final class StopHook {

    private static volatile boolean taken;

    private StopHook() {}

    /**
     * Has a process that is ended early end silently: what its threads meet in the middle of a
     * shutdown is no news. To be called first; commands that close something take over.
     */
    public static void silenceEarlyEnd() {
        Thread hook = Thread.ofPlatform().name("early stop").unstarted(StopHook::endEarly);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The signal came before this line. This waits for the end, whose exit code counts.
            Runtime.getRuntime().exit(ExitCode.FAILED);
        }
    }

    private static void endEarly() {
        if (!taken) {
            System.out.close();
            System.err.close();
        }
    }

    /** Says that a command has its own way to end. */
    public static void take() {
        taken = true;
    }

    /**
     * Has a server closed at the end of the process.
     *
     * @return false if that end has begun while the server started: then it is closed already
     */
    public static boolean closeAtEnd(Runnable close) {
        Thread hook =
                Thread.ofPlatform()
                        .name("stop")
                        .unstarted(() -> StopLimit.ofProcess().close(close));
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            take();
            return true;
        } catch (IllegalStateException ending) {
            close.run();
            return false;
        }
    }
}
