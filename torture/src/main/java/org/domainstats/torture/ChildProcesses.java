package org.domainstats.torture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The processes started here, and what else must not outlive this one, a Ctrl-C included. */
final class ChildProcesses {

    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private final List<Runnable> afterwards = new ArrayList<>();

    /** All of them end when this process does. */
    static ChildProcesses endingWithUs() {
        ChildProcesses children = new ChildProcesses();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("end").unstarted(children::end));
        return children;
    }

    Process start(ProcessBuilder command) throws IOException {
        Process process = command.start();
        running.add(process);
        var _ = process.onExit().thenRun(() -> running.remove(process));
        return process;
    }

    /** Does this at the end, when every process has ended. */
    synchronized void afterwards(Runnable work) {
        afterwards.add(work);
    }

    private synchronized void end() {
        List<Process> left = List.copyOf(running);
        left.forEach(Process::destroyForcibly);
        left.forEach(process -> process.onExit().join());
        afterwards.forEach(Runnable::run);
    }
}
