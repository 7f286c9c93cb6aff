package org.domainstats.postgreskit;

import org.domainstats.processkit.ChildProcesses;
import org.domainstats.processkit.WorkingFolders;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs and an empty data folder, unpacked and made once in this process: that
 * takes longer than to start a server.
 *
 * @param user whom they belong to
 */
record PostgresInstallation(Path folder, UnprivilegedUser user) {

    private static @Nullable PostgresInstallation made;

    /** The one of this process, which is removed when it ends. */
    static synchronized PostgresInstallation shared() throws IOException {
        if (made == null) {
            made = make();
        }
        return made;
    }

    private static PostgresInstallation make() throws IOException {
        Path folder = WorkingFolders.removedAtExit("domain-stats-postgres-");
        Path binaries = Files.createDirectory(folder.resolve("postgres"));
        PostgresBinaries.unpack(binaries);
        UnprivilegedUser user = UnprivilegedUser.choose();
        user.own(folder);
        PostgresInstallation installation = new PostgresInstallation(folder, user);
        installation.initialise();
        return installation;
    }

    private void initialise() throws IOException {
        Path log = folder.resolve("initdb.log");
        Process process =
                ChildProcesses.start(
                        builder(
                                folder,
                                log,
                                List.of(
                                        program("initdb"),
                                        "--pgdata=" + folder.resolve("data"),
                                        "--username=" + EmbeddedPostgres.SUPERUSER,
                                        "--auth=trust",
                                        "--encoding=UTF8",
                                        "--locale=C",
                                        "--no-sync")));
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("initdb failed: " + Files.readString(log));
        }
    }

    String program(String name) {
        return folder.resolve("postgres/bin").resolve(name).toString();
    }

    /** A command that runs as their owner, and whose output goes to a file. */
    ProcessBuilder builder(Path directory, Path log, List<String> command) {
        return new ProcessBuilder(user.command(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    /** Copies the empty data folder to a path that does not exist yet. */
    void copyData(Path target) throws IOException {
        Path source = folder.resolve("data");
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(source)) {
            paths.addAll(walk.toList());
        }
        for (Path path : paths) {
            Files.copy(
                    path,
                    target.resolve(source.relativize(path)),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
