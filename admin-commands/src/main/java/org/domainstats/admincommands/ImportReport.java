package org.domainstats.admincommands;

import org.domainstats.feed.OriginalRows;
import org.domainstats.model.FeedVersion;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** What became of an imported file, in words: bad lines with their number, and how many of what. */
record ImportReport(Path path, OriginalRows.Counts tally, PrintWriter err) {

    void print(long taken, Duration time, FeedVersion version) {
        tally.bad()
                .forEach(
                        bad ->
                                err.println(
                                        "domain-stats: "
                                                + path
                                                + ":"
                                                + bad.number()
                                                + ": "
                                                + bad.reason()));
        long unlisted = tally.unreadable() - tally.bad().size();
        if (unlisted > 0) {
            err.printf(Locale.ROOT, "domain-stats: %s: and %,d more bad lines%n", path, unlisted);
        }
        err.printf(
                Locale.ROOT,
                "%s: %,d changes in %.1f s%s%s, version %s%n",
                path,
                taken,
                time.toMillis() / 1000.0,
                count(tally.unreadable(), "bad lines"),
                count(tally.expired(), "passed over, expired since"),
                version);
    }

    private static String count(long number, String what) {
        return number == 0 ? "" : String.format(Locale.ROOT, ", %,d %s", number, what);
    }
}
