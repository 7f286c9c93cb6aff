package org.domainstats.torture.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was done to the server, and what came of it. */
public final class Counters {

    /** More of the same kind tell nothing new. */
    private static final int MOST_TOLD_OF_A_KIND = 15;

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<Violation, Long> violations = new LinkedHashMap<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private final List<String> findings = new ArrayList<>();
    private long highestKib;
    private Duration slowestRecovery = Duration.ZERO;
    private Duration slowestAnswer = Duration.ZERO;

    /** A promise that was not kept. */
    public enum Violation {
        LOST,
        ANNOUNCED_TWICE,
        NEVER_ANNOUNCED,
        INSTANT_CHANGED,
        WRONG_ANSWER,
        NOT_RECOVERED,
        TOO_SLOW,
        TOO_MUCH_MEMORY
    }

    public synchronized void count(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    public synchronized void skipped(String fault, String reason) {
        skipped.put(fault, reason);
    }

    public synchronized void violation(Violation kind, String finding) {
        long times = violations.merge(kind, 1L, Long::sum);
        if (times <= MOST_TOLD_OF_A_KIND) {
            findings.add(kind + ": " + finding);
            System.err.println("!! " + kind + ": " + finding);
        }
    }

    public synchronized void resident(long kib) {
        highestKib = Math.max(highestKib, kib);
    }

    public synchronized void recovered(Duration took) {
        slowestRecovery = longer(slowestRecovery, took);
    }

    /** How long a look-up took while something else was going on. */
    public synchronized void answered(Duration took) {
        slowestAnswer = longer(slowestAnswer, took);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    public synchronized long violations(Violation kind) {
        return violations.getOrDefault(kind, 0L);
    }

    /**
     * Whether nothing was violated.
     *
     * @param busy whether a machine that has other work may be to blame for what took too long
     */
    public synchronized boolean isClean(boolean busy) {
        return violations.keySet().stream().allMatch(kind -> busy && kind == Violation.TOO_SLOW);
    }

    public synchronized Map<String, Long> counts() {
        return new LinkedHashMap<>(counts);
    }

    public synchronized Map<String, String> skipped() {
        return new LinkedHashMap<>(skipped);
    }

    public synchronized List<String> findings() {
        return List.copyOf(findings);
    }

    public synchronized long highestKib() {
        return highestKib;
    }

    public synchronized Duration slowestRecovery() {
        return slowestRecovery;
    }

    public synchronized Duration slowestAnswer() {
        return slowestAnswer;
    }
}
