package org.domainstats.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The real community server in a process of its own, as its operator starts it. */
final class RunningCommunity implements AutoCloseable {

    private final Process process;
    private final List<URI> addresses;

    private RunningCommunity(Process process, List<URI> addresses) {
        this.process = process;
        this.addresses = addresses;
    }

    /** Starts it on free ports and waits until it says that it is ready. */
    static RunningCommunity start(Path data, String... flags) throws IOException {
        Cli.Started started =
                Cli.start(
                        List.of("community", "--community-port", "0", "--data", data.toString()),
                        flags);
        return new RunningCommunity(started.process(), started.addresses());
    }

    /** Where its UDP is. */
    int port() {
        return addresses.getFirst().getPort();
    }

    /** Where its HTTP is, if it was told to have one. */
    URI web() {
        return addresses.getLast();
    }

    /** Ends it as a crash does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it as its operator does. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
