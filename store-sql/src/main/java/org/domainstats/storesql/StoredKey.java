package org.domainstats.storesql;

import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A secret key that stands in a table of one row: whoever needs it first makes it. */
public final class StoredKey {

    private static final int BYTES = 32;

    private StoredKey() {}

    /** A key to be stored if there is none yet. */
    public static byte[] fresh() {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        return fresh;
    }

    /**
     * The key that is stored.
     *
     * @param add stores its parameter unless there is a key
     * @param find yields the key
     */
    public static byte[] addIfAbsent(PreparedStatement add, PreparedStatement find, byte[] fresh)
            throws SQLException {
        add.setBytes(1, fresh);
        add.executeUpdate();
        try (ResultSet row = find.executeQuery()) {
            row.next();
            return row.getBytes(1);
        }
    }
}
