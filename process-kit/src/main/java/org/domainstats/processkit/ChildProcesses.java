package org.domainstats.processkit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The processes that this one has started. They end when this one does, by a Ctrl-C too; only a
 * {@code kill -9} of this one leaves them behind.
 */
public final class ChildProcesses {

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final List<Runnable> CLEAN_UPS = new ArrayList<>();

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().name("end-children").unstarted(ChildProcesses::end));
    }

    private ChildProcesses() {}

    /** Starts a process that ends with this one. */
    public static Process start(ProcessBuilder command) throws IOException {
        Process process = command.start();
        RUNNING.add(process);
        var _ = process.onExit().thenRun(() -> RUNNING.remove(process));
        return process;
    }

    /**
     * What processes that have ended have used of the processors, with those that they waited for.
     *
     * @throws IOException if this is not Linux
     */
    public static Duration processorTimeOfEnded() throws IOException {
        return ThreadTimes.ofEndedChildren();
    }

    /** Runs this when this process ends, after its children have ended. */
    public static void atExit(Runnable cleanUp) {
        synchronized (CLEAN_UPS) {
            CLEAN_UPS.add(cleanUp);
        }
    }

    private static void end() {
        List<Process> left = List.copyOf(RUNNING);
        // A launcher may have started others; those are not in our list.
        left.forEach(child -> child.descendants().forEach(ProcessHandle::destroyForcibly));
        left.forEach(Process::destroyForcibly);
        left.forEach(child -> child.onExit().join());
        synchronized (CLEAN_UPS) {
            CLEAN_UPS.forEach(Runnable::run);
        }
    }
}
