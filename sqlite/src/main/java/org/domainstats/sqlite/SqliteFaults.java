package org.domainstats.sqlite;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.sql.SQLException;

/** What faults of SQLite mean (https://sqlite.org/rescode.html). */
public final class SqliteFaults {

    private SqliteFaults() {}

    /** Whether a fault is of the file or its disk, whatever was to be written. */
    static boolean isOfWholeFile(SQLException e) {
        return switch (code(e)) {
            case SQLITE_FULL,
                    SQLITE_READONLY,
                    SQLITE_CANTOPEN,
                    SQLITE_BUSY,
                    SQLITE_LOCKED,
                    SQLITE_NOTADB ->
                    true;
            default -> false;
        };
    }

    public static boolean isDamage(SQLException e) {
        return switch (code(e)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
            default -> false;
        };
    }

    /** Without what SQLite adds to it in the higher bits. */
    static SQLiteErrorCode code(SQLException e) {
        SQLiteErrorCode code =
                e instanceof SQLiteException sqlite
                        ? sqlite.getResultCode()
                        : SQLiteErrorCode.UNKNOWN_ERROR;
        return SQLiteErrorCode.getErrorCode(code.code & 0xff);
    }

    /** What is wrong and what to do about it, for people. */
    static String wayOut(SQLException e) {
        return switch (code(e)) {
            case SQLITE_FULL -> "the disk is full; make room, and it works again without a restart";
            case SQLITE_READONLY ->
                    "it cannot be written to; check owner and mode of file and folder";
            case SQLITE_CANTOPEN -> "it cannot be opened; check owner and mode of file and folder";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                    "another process holds it; stop that one or try again";
            case SQLITE_CORRUPT ->
                    "the file is damaged; restore a backup (domain-stats admin backup makes them)";
            case SQLITE_NOTADB ->
                    "it is no SQLite database; move it away or give --data another folder";
            case SQLITE_IOERR -> "the disk fails or is full; see the system's log";
            default -> "unexpected";
        };
    }
}
