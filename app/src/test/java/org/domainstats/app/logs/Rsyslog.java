package org.domainstats.app.logs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.domainstats.processkit.ChildProcesses;
import org.domainstats.processkit.LocalPorts;
import org.domainstats.processkit.ProgramCommand;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real rsyslogd of its own settings, which can be killed and started again. */
final class Rsyslog implements AutoCloseable {

    private static final String PROGRAM = "rsyslogd";

    private final Path folder;
    private final Path settings;
    private @Nullable Process process;

    /**
     * @param settings what it does, in its own language
     */
    Rsyslog(Path folder, String settings) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.settings =
                Files.writeString(
                        folder.resolve("rsyslog.conf"),
                        """
                        global(workDirectory="%s" localHostname="resolver")
                        main_queue(queue.type="Direct")
                        """
                                        .formatted(folder)
                                + settings);
    }

    /** Skips the test where there is none, or none with RELP. */
    static void assumeInstalled() {
        assumeTrue(
                ProgramCommand.isInstalled(PROGRAM) && hasModule("imrelp")
                        || System.getenv("CI") != null,
                "not installed: rsyslog with RELP; apt-get install rsyslog rsyslog-relp");
    }

    /** Skips the test where there is none with TLS. */
    static void assumeTlsInstalled() {
        assumeTrue(
                hasModule("lmnsd_gtls") || System.getenv("CI") != null,
                "not installed: rsyslog with TLS; apt-get install rsyslog-gnutls");
    }

    private static boolean hasModule(String name) {
        return List.of("x86_64", "aarch64").stream()
                .map(each -> "/usr/lib/" + each + "-linux-gnu/rsyslog/" + name + ".so")
                .anyMatch(each -> Files.exists(Path.of(each)));
    }

    void start(int... ports) throws IOException, InterruptedException {
        Files.deleteIfExists(folder.resolve("pid"));
        Process started =
                ChildProcesses.start(
                        new ProcessBuilder(
                                        PROGRAM,
                                        "-n",
                                        "-f",
                                        settings.toString(),
                                        "-i",
                                        folder.resolve("pid").toString())
                                .redirectErrorStream(true)
                                .redirectOutput(
                                        ProcessBuilder.Redirect.appendTo(
                                                folder.resolve("out").toFile())));
        process = started;
        for (int port : ports) {
            LocalPorts.awaitOpen(started, port);
        }
    }

    /** Ends it without warning. */
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
