package org.domainstats.app.events;

import org.domainstats.processkit.ChildProcesses;
import org.domainstats.processkit.LocalPorts;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real broker of Kafka in a process of its own, killed and started again. */
final class KafkaBroker implements AutoCloseable {

    private final Path folder;
    private final String classPath;
    private final int port = LocalPorts.free();
    private @Nullable Process process;

    /**
     * @param classPath of the broker; its pom is beside the tests
     */
    KafkaBroker(Path folder, String classPath) throws IOException, InterruptedException {
        this.folder = folder;
        this.classPath = classPath;
        int controller = LocalPorts.free();
        Files.writeString(
                properties(),
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.bootstrap.servers=127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
                log.dirs=%3$s
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                """
                        .formatted(port, controller, folder.resolve("logs")));
        Process format =
                java(
                        "kafka.tools.StorageTool",
                        "format",
                        "--standalone",
                        "-t",
                        "MkU3OEVBNTcwNTJENDM2Qg",
                        "-c",
                        properties().toString());
        if (format.waitFor() != 0) {
            throw new IOException("the storage of the broker cannot be made; see " + log());
        }
    }

    private Path properties() {
        return folder.resolve("server.properties");
    }

    private Path log() {
        return folder.resolve("broker.log");
    }

    private Process java(String main, String... arguments) throws IOException {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath,
                                main));
        words.addAll(List.of(arguments));
        return ChildProcesses.start(
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log().toFile()));
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    void start() throws IOException, InterruptedException {
        Process started = java("kafka.Kafka", properties().toString());
        process = started;
        LocalPorts.awaitOpen(started, port);
    }

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
