package org.domainstats.sqlite;

import org.sqlite.JDBC;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.stream.Stream;

/** A process of its own: opens a database and says how many temporary files there are then. */
final class OpenAndCountFiles {

    private OpenAndCountFiles() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        SqliteFile.loadLibrary();
        try (Connection memory = JDBC.createConnection("jdbc:sqlite::memory:", new Properties());
                Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            System.out.println(memory.getMetaData().getDatabaseProductName() + " " + files.count());
        }
    }
}
