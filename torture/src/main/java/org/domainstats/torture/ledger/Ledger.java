package org.domainstats.torture.ledger;

import org.domainstats.torture.ledger.Counters.Violation;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.BitSet;

/** What the server has answered about each site so far, which later answers must agree with. */
public final class Ledger {

    /** A request got no answer, so that a FIRST-CONTACT may have been lost on its way. */
    private static final byte UNANSWERED = 1;

    private static final byte ANNOUNCED = 2;
    private static final byte DATED = 4;

    /** Known at a time when no request was in flight: later ones cannot be the first. */
    private static final byte SETTLED = 8;

    private static final int START = 1 << 16;

    private final Counters counters;
    private final InstantSource clock;
    private byte[] marks = new byte[START];
    private long[] seconds = new long[START];
    private int next;
    private long aheadSeconds;
    private boolean mayBeRefused;
    private long refused;

    public Ledger(Counters counters, InstantSource clock) {
        this.counters = counters;
        this.clock = clock;
    }

    /** A site nobody has asked about. */
    public synchronized int fresh() {
        if (next == marks.length) {
            marks = Arrays.copyOf(marks, next * 2);
            seconds = Arrays.copyOf(seconds, next * 2);
        }
        return next++;
    }

    public synchronized int size() {
        return next;
    }

    /** How far the server's clock may be ahead of ours from now on. */
    public synchronized void mayBeAhead(long seconds) {
        aheadSeconds = seconds;
    }

    /** Whether an answer without a contact is right, because the server has no database. */
    public synchronized void mayBeRefused(boolean right) {
        mayBeRefused = right;
    }

    /** How many answers had no contact so far, because the store could not keep one. */
    public synchronized long refused() {
        return refused;
    }

    /** A question about the site got no answer, or one that says that it failed. */
    public synchronized void unanswered(int site) {
        marks[site] |= UNANSWERED;
    }

    /** A question about the site was answered. */
    public synchronized void answered(int site, ReportedContact contact) {
        switch (contact) {
            case ReportedContact.First first -> {
                if (!mayBeAnnounced(site)) {
                    counters.violation(
                            (marks[site] & ANNOUNCED) != 0
                                    ? Violation.ANNOUNCED_TWICE
                                    : Violation.LOST,
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
                // Of two who ask at the same moment, the answer to the second may be read first.
                marks[site] |= DATED;
                keep(site, before.second());
            }
            case ReportedContact.Never _ -> {
                unanswered(site);
                refused++;
                if (!mayBeRefused) {
                    counters.violation(
                            Violation.WRONG_ANSWER,
                            NumberedNames.site(site) + " was asked about, and has no contact");
                }
            }
        }
    }

    /**
     * Whether the next answer may be the announcement. It may come late where a request got no
     * answer: if its client was cut off, the next one who asks after the server noticed gets it,
     * and others may have had the date before.
     */
    private boolean mayBeAnnounced(int site) {
        boolean settled = (marks[site] & SETTLED) != 0;
        boolean unanswered = (marks[site] & UNANSWERED) != 0;
        return (marks[site] & ANNOUNCED) == 0 && (unanswered || !settled);
    }

    /** A peek at the site was answered. */
    synchronized void peeked(int site, ReportedContact contact) {
        switch (contact) {
            case ReportedContact.First _ ->
                    counters.violation(
                            Violation.WRONG_ANSWER,
                            NumberedNames.site(site) + " is announced to a peek");
            case ReportedContact.Before before -> keep(site, before.second());
            case ReportedContact.Never _ -> {
                if (isKept(site)) {
                    counters.violation(
                            Violation.LOST,
                            NumberedNames.site(site) + " was known since " + at(site));
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

    /** Every site that was announced or dated must be among these. */
    synchronized void allIn(BitSet logged) {
        for (int site = 0; site < next; site++) {
            if (isKept(site) && !logged.get(site)) {
                counters.violation(Violation.LOST, NumberedNames.site(site) + " is not in the log");
            }
        }
    }

    /**
     * To be called when no request is in flight. A site that was dated in an answer, and announced
     * in none, lost its announcement.
     */
    synchronized void settle() {
        for (int site = 0; site < next; site++) {
            if (marks[site] == DATED) {
                counters.violation(
                        Violation.NEVER_ANNOUNCED,
                        NumberedNames.site(site) + " was never announced, only dated");
            }
            if (seconds[site] != 0 || isKept(site)) {
                marks[site] |= SETTLED;
            }
        }
    }

    private boolean isKept(int site) {
        return (marks[site] & (ANNOUNCED | DATED)) != 0;
    }

    private void keep(int site, long second) {
        if (seconds[site] == 0) {
            seconds[site] = second;
            if (second > clock.instant().getEpochSecond() + 1 + aheadSeconds) {
                counters.violation(
                        Violation.INSTANT_CHANGED,
                        NumberedNames.site(site) + " is dated later than its answer");
            }
        } else if (seconds[site] != second) {
            counters.violation(
                    Violation.INSTANT_CHANGED,
                    NumberedNames.site(site) + " moved from " + at(site) + " to second " + second);
        }
    }

    private String at(int site) {
        return seconds[site] == 0 ? "an unknown time" : "second " + seconds[site];
    }
}
