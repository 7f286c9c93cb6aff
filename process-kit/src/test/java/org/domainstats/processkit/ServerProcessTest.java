package org.domainstats.processkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

@Timeout(120)
class ServerProcessTest {

    /** What the shell calls a process that SIGTERM has ended. */
    private static final int TERMINATED = 143;

    @Test
    void readyLineTellsTheAddresses() throws Exception {
        try (ServerProcess server = ServerProcess.start(FakeServer.command())) {
            assertThat(server.address("udp").getPort()).isEqualTo(9);
            assertThat(server.address("http").getPort()).isEqualTo(7);
            assertThatThrownBy(() -> server.address("https")).hasMessageContaining("https");
            assertThat(server.javaOptions()).contains("-XX:TieredStopAtLevel=1");
            assertThat(server.memory().peakKib()).isPositive();
            assertThat(server.stop()).isEqualTo(TERMINATED);
            assertThat(server.isAlive()).isFalse();
        }
    }

    @Test
    void programThatSaysSomethingElseIsNoServer() {
        assertThatThrownBy(() -> ServerProcess.start(ProgramCommand.of("echo", "not today")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not today");
    }

    @Test
    void childrenEndWithTheirParent() throws Exception {
        Process parent = FakeServer.command().with("and a child").start();
        String line = parent.inputReader(StandardCharsets.US_ASCII).readLine();
        ProcessHandle child =
                ProcessHandle.of(Long.parseLong(line.replaceAll(".* child ", ""))).orElseThrow();
        assertThat(child.isAlive()).isTrue();

        // SIGTERM; a Ctrl-C runs the same hooks.
        parent.destroy();

        assertThat(parent.waitFor()).isEqualTo(TERMINATED);
        child.onExit().get(60, TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void commandsRunWithInputToTheirEnd() throws Exception {
        ProgramCommand command =
                ProgramCommand.of("sh", "-c", "cat; echo oops >&2; exit 3").under("env");

        assertThat(command.run("in")).isEqualTo(new CommandResult(3, "in", "oops\n"));
        assertThatThrownBy(() -> command.run().outOfSuccess())
                .hasMessageContaining("3")
                .hasMessageContaining("oops");
    }
}
