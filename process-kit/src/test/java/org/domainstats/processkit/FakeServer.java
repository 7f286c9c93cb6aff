package org.domainstats.processkit;

import java.io.IOException;
import java.time.Duration;

/**
 * A program that behaves as a server does: it says where it listens, and goes on until it is ended.
 * With an argument it starts another of its kind first, and says the other's process id.
 */
final class FakeServer {

    private FakeServer() {}

    @SuppressWarnings("SystemOut") // What it says is what is tested.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String child = "";
        if (arguments.length > 0) {
            child = " child " + ServerProcess.start(command()).pid();
        }
        System.out.println("ready udp://127.0.0.1:9 http://127.0.0.1:7/ data /x" + child);
        Thread.sleep(Duration.ofHours(1));
    }

    static ProgramCommand command() {
        return ProgramCommand.java(FakeServer.class.getName(), "-XX:TieredStopAtLevel=1");
    }
}
