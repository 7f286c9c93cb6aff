package org.domainstats.torture.ledger;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.torture.ledger.Counters.Violation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Compares a running server, and the file that it writes, with the ledger. */
public final class LedgerChecks {

    private static final int BATCH = 2_000;

    /** Of the older sites so many are asked about each time; at the end all are. */
    private static final int OLDER = 2_000;

    private final Ledger ledger;
    private final Counters counters;
    private final Path file;
    private final BitSet logged = new BitSet();
    private int checked;
    private long lastRow;

    public LedgerChecks(Ledger ledger, Counters counters, Path file) {
        this.ledger = ledger;
        this.counters = counters;
        this.file = file;
    }

    /** Takes everything from this site on as not yet checked. */
    public void from(int site) {
        checked = site;
        lastRow = 0;
        logged.clear();
    }

    /**
     * Peeks at sites first, which must all be as they were answered, and then asks about them,
     * which must announce none.
     */
    public void overHttp(URI server, RandomGenerator random) {
        ledger.settle();
        int size = ledger.size();
        int[] sites =
                IntStream.concat(
                                IntStream.range(checked, size),
                                random.ints(checked == 0 ? 0 : OLDER, 0, Math.max(1, checked)))
                        .toArray();
        for (int from = 0; from < sites.length; from += BATCH) {
            int[] some = Arrays.copyOfRange(sites, from, Math.min(from + BATCH, sites.length));
            try (RawHttpClient client = new RawHttpClient(server)) {
                BatchRequest.of(some, "?peek=true")
                        .send(client, ledger::peeked, ledger::unanswered);
                BatchRequest.of(some, "").send(client, ledger::answered, ledger::unanswered);
            } catch (IOException e) {
                counters.violation(
                        Violation.WRONG_ANSWER, "check " + from + " of " + sites.length + ": " + e);
            }
        }
        ledger.settle();
        counters.count("contacts checked over HTTP", sites.length);
        checked = size;
    }

    /** Reads what was appended to the log since the last time. */
    public void inTheLog() {
        long before = lastRow;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT id, site, first_asked FROM contacts WHERE id > "
                                        + lastRow
                                        + " ORDER BY id")) {
            while (rows.next()) {
                row(rows.getLong(1), rows.getString(2), rows.getLong(3));
            }
        } catch (SQLException e) {
            counters.violation(Violation.WRONG_ANSWER, "the log cannot be read: " + e.getMessage());
            return;
        }
        counters.count("rows of the log read", lastRow - before);
        ledger.allIn(logged);
    }

    private void row(long id, String name, long firstAsked) {
        if (id != lastRow + 1) {
            counters.violation(
                    Violation.LOST, "row " + id + " of the log follows on row " + lastRow);
        }
        lastRow = id;
        int site = NumberedNames.number(name);
        if (site < 0) {
            return;
        }
        if (logged.get(site)) {
            counters.violation(
                    Violation.ANNOUNCED_TWICE, name + " is in the log twice, again as row " + id);
        }
        logged.set(site);
        ledger.logged(site, firstAsked / 1_000);
    }
}
