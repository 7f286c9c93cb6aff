package org.domainstats.torture;

import org.domainstats.torture.Counters.Wrong;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.BitSet;

/** What the server has said about each site so far, and so must stand by. */
final class Ledger {

    /** A question was left without an answer, so the first contact may have gone unheard. */
    private static final byte CUT = 1;

    private static final byte ANNOUNCED = 2;
    private static final byte TOLD = 4;

    /** Known at a time when no question was under way; whoever asks later comes too late. */
    private static final byte SETTLED = 8;

    private static final int START = 1 << 16;

    private final Counters tally;
    private final InstantSource clock;
    private byte[] marks = new byte[START];
    private long[] seconds = new long[START];
    private int next;
    private long aheadSeconds;

    Ledger(Counters tally, InstantSource clock) {
        this.tally = tally;
        this.clock = clock;
    }

    /** A site nobody has asked about. */
    synchronized int fresh() {
        if (next == marks.length) {
            marks = Arrays.copyOf(marks, next * 2);
            seconds = Arrays.copyOf(seconds, next * 2);
        }
        return next++;
    }

    synchronized int size() {
        return next;
    }

    /** How far the server's clock may be ahead of ours from now on. */
    synchronized void mayBeAhead(long seconds) {
        aheadSeconds = seconds;
    }

    /** A question about the site got no answer, or one that says that it failed. */
    synchronized void cut(int site) {
        marks[site] |= CUT;
    }

    /** A question about the site was answered. */
    synchronized void said(int site, ReportedContact said) {
        switch (said) {
            case ReportedContact.First first -> {
                if ((marks[site] & (ANNOUNCED | SETTLED)) != 0) {
                    tally.wrong(
                            (marks[site] & ANNOUNCED) != 0 ? Wrong.REPEATED : Wrong.LOST,
                            NumberedNames.site(site)
                                    + " is announced, but was known since "
                                    + at(site));
                }
                marks[site] |= ANNOUNCED;
                if (first.second() != null) {
                    keep(site, first.second());
                }
            }
            case ReportedContact.Before before -> {
                // Of two who ask at the same moment, this one may well be heard first.
                marks[site] |= TOLD;
                keep(site, before.second());
            }
            case ReportedContact.Never _ ->
                    tally.wrong(
                            Wrong.ANSWERED_WRONGLY,
                            NumberedNames.site(site) + " was asked about, and has no contact");
        }
    }

    /** A peek at the site was answered. */
    synchronized void peeked(int site, ReportedContact said) {
        switch (said) {
            case ReportedContact.First _ ->
                    tally.wrong(
                            Wrong.ANSWERED_WRONGLY,
                            NumberedNames.site(site) + " is announced to a peek");
            case ReportedContact.Before before -> keep(site, before.second());
            case ReportedContact.Never _ -> {
                if (isKept(site)) {
                    tally.wrong(
                            Wrong.LOST, NumberedNames.site(site) + " was known since " + at(site));
                }
            }
        }
    }

    /** The site is in the log with this first contact. */
    synchronized void logged(int site, long second) {
        if (site < next) {
            keep(site, second);
        }
    }

    /** Every site that was announced or told must be among these. */
    synchronized void allIn(BitSet logged) {
        for (int site = 0; site < next; site++) {
            if (isKept(site) && !logged.get(site)) {
                tally.wrong(Wrong.LOST, NumberedNames.site(site) + " is not in the log");
            }
        }
    }

    /**
     * To be called when no question is under way: whoever was told a date without anybody having
     * been told that it is the first time, has been robbed of that.
     */
    synchronized void settle() {
        for (int site = 0; site < next; site++) {
            if (marks[site] == TOLD) {
                tally.wrong(
                        Wrong.SWALLOWED,
                        NumberedNames.site(site) + " was never announced, only dated");
            }
            if (seconds[site] != 0 || isKept(site)) {
                marks[site] |= SETTLED;
            }
        }
    }

    private boolean isKept(int site) {
        return (marks[site] & (ANNOUNCED | TOLD)) != 0;
    }

    private void keep(int site, long second) {
        if (seconds[site] == 0) {
            seconds[site] = second;
            if (second > clock.instant().getEpochSecond() + 1 + aheadSeconds) {
                tally.wrong(
                        Wrong.MOVED, NumberedNames.site(site) + " is dated later than its answer");
            }
        } else if (seconds[site] != second) {
            tally.wrong(
                    Wrong.MOVED,
                    NumberedNames.site(site) + " moved from " + at(site) + " to second " + second);
        }
    }

    private String at(int site) {
        return seconds[site] == 0 ? "an unknown time" : "second " + seconds[site];
    }
}
