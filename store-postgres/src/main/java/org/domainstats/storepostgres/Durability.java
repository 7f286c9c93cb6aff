package org.domainstats.storepostgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the settings of the database mean for first contacts that were announced. */
final class Durability {

    private static final String SETTINGS =
            "SELECT current_setting('fsync'), current_setting('full_page_writes'),"
                    + " current_setting('synchronous_commit'),"
                    + " current_setting('synchronous_standby_names')";

    private Durability() {}

    /**
     * Each way in which announced contacts may be lost, with the way out; empty if there is none.
     */
    static List<String> risks(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SETTINGS);
                ResultSet row = query.executeQuery()) {
            row.next();
            List<String> risks = new ArrayList<>();
            if (row.getString(1).equals("off") || row.getString(2).equals("off")) {
                risks.add(
                        "fsync or full_page_writes is off: a power failure may lose contacts, or the"
                                + " whole database; set both to on");
            }
            if (row.getString(3).equals("off")) {
                risks.add(
                        "synchronous_commit is off: a crash may lose contacts that were announced,"
                                + " and they are announced again; set it to on");
            } else if (row.getString(3).equals("local") || row.getString(4).isBlank()) {
                risks.add(
                        "commits wait for no standby: where one takes over, contacts that were"
                                + " announced last may be lost, and are announced again; set"
                                + " synchronous_standby_names, and synchronous_commit to on");
            }
            return risks;
        }
    }
}
