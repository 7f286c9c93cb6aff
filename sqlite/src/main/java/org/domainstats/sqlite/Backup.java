package org.domainstats.sqlite;

import org.domainstats.base.PrivateFile;
import org.domainstats.store.StoreException;
import org.sqlite.JDBC;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

/** Copies of a database file made while it is in use, and checks of what is in it. */
public final class Backup {

    private Backup() {}

    /** Writes a whole copy to a file that must not exist yet. */
    public static void write(ReaderPool readers, Path original, Path copy) {
        if (Files.exists(copy)) {
            throw new StoreException(
                    "backup of " + original + ": " + copy + " exists already; name another file");
        }
        try {
            // SQLite takes an empty file; one that it made itself would be for all to read.
            PrivateFile.create(copy);
        } catch (IOException e) {
            throw new StoreException(
                    "backup of " + original + ": " + copy + " cannot be written: " + e.getMessage(),
                    e);
        }
        readers.read(
                statements -> {
                    PreparedStatement vacuum = statements.prepare("VACUUM INTO ?");
                    vacuum.setString(1, copy.toString());
                    return vacuum.execute();
                });
        // Put in place of the original under a running server, it must not pass for it.
        try (Connection connection =
                        JDBC.createConnection("jdbc:sqlite:" + copy, new Properties());
                Statement statement = connection.createStatement()) {
            SqliteFile.giveId(statement);
        } catch (SQLException e) {
            throw new StoreException(
                    "backup of " + original + ": " + copy + " cannot be written: " + e.getMessage(),
                    e);
        }
    }

    public static Optional<String> verify(ReaderPool readers) {
        return readers.read(
                statements -> {
                    try (ResultSet row =
                            statements.prepare("PRAGMA integrity_check(1)").executeQuery()) {
                        String found = row.next() ? row.getString(1) : "no result";
                        return found.equals("ok") ? Optional.empty() : Optional.of(found);
                    }
                });
    }
}
