package org.domainstats.postgreskit;

import org.domainstats.processkit.ChildProcesses;
import org.domainstats.processkit.LocalPorts;
import org.domainstats.processkit.WorkingFolders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server on loopback with a data folder of its own, which ends with this process.
 * Everybody on this machine may log in as {@code postgres} without a password.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    public static final String SUPERUSER = "postgres";

    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long BETWEEN_TRIES_MILLIS = 50;

    /** PostgreSQL's default of 100 is few for test classes side by side. */
    private static final List<String> CONFIGURATION =
            List.of(
                    "listen_addresses=127.0.0.1",
                    "unix_socket_directories=",
                    "max_connections=300",
                    "shared_buffers=64MB",
                    "log_min_messages=warning");

    private final PostgresInstallation installation;
    private final Path folder;
    private final int port;
    private final List<String> configuration;
    private Process process;

    private EmbeddedPostgres(
            PostgresInstallation installation, Path folder, List<String> configuration)
            throws IOException {
        this.installation = installation;
        this.folder = folder;
        this.configuration = configuration;
        this.port = LocalPorts.free();
        this.process = launch();
        awaitReady();
    }

    /**
     * Makes a data folder and starts a server on it.
     *
     * @param configuration settings of {@code postgresql.conf}, such as {@code fsync=off}
     */
    public static EmbeddedPostgres start(String... configuration) throws IOException {
        PostgresInstallation installation = PostgresInstallation.shared();
        Path folder = WorkingFolders.removedAtExit("domain-stats-postgres-");
        installation.copyData(folder.resolve("data"));
        installation.user().own(folder);
        List<String> all = new ArrayList<>(CONFIGURATION);
        all.addAll(List.of(configuration));
        return new EmbeddedPostgres(installation, folder, all);
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(installation.program("postgres"));
        command.add("-D");
        command.add(folder.resolve("data").toString());
        command.add("-p");
        command.add(Integer.toString(port));
        for (String setting : configuration) {
            command.add("-c");
            command.add(setting);
        }
        return ChildProcesses.start(installation.builder(folder, log(), command));
    }

    private Path log() {
        return folder.resolve("postgres.log");
    }

    /** After a kill its own children hold the shared memory for a moment; then it starts anew. */
    private void awaitReady() throws IOException {
        long end = System.nanoTime() + START_NANOS;
        while (!accepts()) {
            if (System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IOException("PostgreSQL did not start: " + Files.readString(log()));
            }
            pause();
            if (!process.isAlive()) {
                process = launch();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL starts", e);
        }
    }

    private boolean accepts() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(0);
        } catch (SQLException e) {
            return false;
        }
    }

    /** A connection as superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + SUPERUSER);
    }

    /**
     * Makes an empty database.
     *
     * @return where it is, as {@code postgresql://user@host:port/database}
     */
    public String createDatabase(String name) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(name, true));
        }
        return address(SUPERUSER, name);
    }

    /** Where a database is, as {@code postgresql://user@host:port/database}. */
    public String address(String loginUser, String database) {
        return "postgresql://" + loginUser + "@127.0.0.1:" + port + "/" + database;
    }

    public int port() {
        return port;
    }

    /** The data folder, which belongs to the user that PostgreSQL runs as. */
    public Path dataFolder() {
        return folder.resolve("data");
    }

    /** Gives a file to the user that PostgreSQL runs as. */
    public void own(Path file) throws IOException {
        installation.user().own(file);
    }

    /** What its processes that run have used of the processors. */
    public Duration processorTime() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .flatMap(each -> each.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Kills it as a crash does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Stops all its processes where they are, as a machine that hangs does. */
    public void hang() throws IOException {
        signal("STOP");
    }

    /** Lets it go on. */
    public void resume() throws IOException {
        signal("CONT");
    }

    private void signal(String name) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .forEach(each -> command.add(Long.toString(each.pid())));
        new ProcessBuilder(command).start().onExit().join();
    }

    /** Starts it again, on the same port, and waits until it accepts connections. */
    public void restart() throws IOException {
        process = launch();
        awaitReady();
    }

    @Override
    public void close() {
        kill();
    }
}
