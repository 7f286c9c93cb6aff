package org.domainstats.postgreskit;

import org.domainstats.processkit.ChildProcesses;
import org.domainstats.processkit.LocalPorts;
import org.domainstats.processkit.WorkingFolders;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The PgBouncer of this machine, in front of a server; everybody may log in as its superuser. */
public final class PgBouncer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long BETWEEN_TRIES_MILLIS = 20;

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Whether this machine has one. */
    public static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    /**
     * Starts it.
     *
     * @param mode {@code session}, {@code transaction} or {@code statement}
     */
    public static PgBouncer start(int serverPort, String mode) throws IOException {
        Path folder = WorkingFolders.removedAtExit("domain-stats-pgbouncer-");
        int port = LocalPorts.free();
        Path settings = folder.resolve("pgbouncer.ini");
        Files.writeString(
                settings,
                """
                [databases]
                * = host=127.0.0.1 port=%d user=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                ignore_startup_parameters = extra_float_digits
                """
                        .formatted(serverPort, EmbeddedPostgres.SUPERUSER, port, mode));
        UnprivilegedUser user = UnprivilegedUser.choose();
        user.own(folder);
        Process process =
                ChildProcesses.start(
                        new ProcessBuilder(
                                        user.command(
                                                List.of(PROGRAM.toString(), settings.toString())))
                                .redirectErrorStream(true)
                                .redirectOutput(folder.resolve("pgbouncer.log").toFile()));
        PgBouncer pooler = new PgBouncer(process, port);
        pooler.awaitReady(folder);
        return pooler;
    }

    private void awaitReady(Path folder) throws IOException {
        long end = System.nanoTime() + START_NANOS;
        while (!accepts()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                close();
                throw new IOException(
                        "PgBouncer did not start: "
                                + Files.readString(folder.resolve("pgbouncer.log")));
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PgBouncer starts", e);
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Where a database is, as {@code postgresql://user@host:port/database}. */
    public String address(String database) {
        return "postgresql://%s@127.0.0.1:%d/%s"
                .formatted(EmbeddedPostgres.SUPERUSER, port, database);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
