package org.domainstats.app.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.domainstats.processkit.ChildProcesses;
import org.domainstats.processkit.ProgramCommand;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A network of its own with one address that is not loopback, reachable from here. Needs Linux and
 * the right to make one.
 */
final class NetworkNamespace implements AutoCloseable {

    /** From the block for benchmarks of networks (RFC 2544), which nobody routes. */
    private static final String HERE = "198.18.77.1";

    static final String THERE = "198.18.77.2";

    private final String name;

    private NetworkNamespace(String name) {
        this.name = name;
    }

    static NetworkNamespace create() throws IOException, InterruptedException {
        assumeTrue(ProgramCommand.isInstalled("ip"), "a network namespace needs iproute2");
        NetworkNamespace made = new NetworkNamespace("ds" + ProcessHandle.current().pid());
        String outside = made.name + "o";
        String inside = made.name + "i";
        assumeTrue(ip("netns", "add", made.name) == 0, "a network namespace needs root on Linux");
        ChildProcesses.atExit(made::close);
        boolean done =
                ip("link", "add", outside, "type", "veth", "peer", "name", inside) == 0
                        && ip("link", "set", inside, "netns", made.name) == 0
                        && ip("addr", "add", HERE + "/30", "dev", outside) == 0
                        && ip("link", "set", outside, "up") == 0
                        && ip("-n", made.name, "addr", "add", THERE + "/30", "dev", inside) == 0
                        && ip("-n", made.name, "link", "set", inside, "up") == 0
                        && ip("-n", made.name, "link", "set", "lo", "up") == 0;
        if (!done) {
            made.close();
        }
        assumeTrue(done, "a pair of virtual Ethernet devices cannot be made here");
        return made;
    }

    /** The same command, with this network in place of ours. */
    ProgramCommand in(ProgramCommand command) {
        return command.under("ip", "netns", "exec", name);
    }

    private static int ip(String... arguments) throws IOException, InterruptedException {
        return ProgramCommand.of("ip").with(arguments).run().exit();
    }

    /** Removes it and with it the devices; nothing happens if that has been done. */
    @Override
    public void close() {
        try {
            ProgramCommand.of("ip", "netns", "del", name).builder().start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
