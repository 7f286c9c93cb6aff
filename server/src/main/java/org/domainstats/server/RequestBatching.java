package org.domainstats.server;

import io.vertx.core.Context;

import org.domainstats.http.EventLoopTimer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The questions of one event loop that go to the store together: looked up in one query, written in
 * one commit. The fewer batches, the less processor time a question takes, so what comes while a
 * batch is under way makes up the next one. Used by its event loop only.
 *
 * @param <Q> a question
 */
final class RequestBatching<Q> {

    /** A store's reply to so many takes some milliseconds; nobody should wait longer for others. */
    static final int LARGEST = 256;

    /** A batch that is held up, by a lost connection or a distant standby, holds up no other. */
    static final Duration LONGEST_WAIT = Duration.ofMillis(50);

    /** A wait for those that asked a moment ago makes nobody's answer much later. */
    private static final int SHARE_OF_LAST = 4;

    private final EventLoopTimer timer;
    private final Sender<Q> sender;
    private final Duration longestWait;
    private final LongSupplier nanoTime;
    private List<Q> waiting = new ArrayList<>();
    private int underWay;
    private int expected;
    private long lastNanos;
    private long round;

    /** What answers questions. */
    interface Sender<Q> {

        /**
         * Begins. If it throws, it runs {@code back} never.
         *
         * @param back to be run on the event loop when the store has replied
         */
        void send(List<Q> together, Runnable back);
    }

    /**
     * @param longestWait of questions for the batch before
     * @param nanoTime as {@link System#nanoTime}
     */
    RequestBatching(
            Context context, Sender<Q> sender, Duration longestWait, LongSupplier nanoTime) {
        this.timer = new EventLoopTimer(context);
        this.sender = sender;
        this.longestWait = longestWait;
        this.nanoTime = nanoTime;
    }

    /** Takes a question, which goes out once the loop has read what there is on its connections. */
    void add(Q query) {
        waiting.add(query);
        int size = waiting.size();
        if (size == LARGEST) {
            send();
        } else if (size == 1) {
            sendIn(underWay == 0 ? pause() : longestWait);
        } else if (size == expected && underWay == 0) {
            sendIn(Duration.ZERO);
        }
    }

    private void sendIn(Duration pause) {
        long current = round;
        timer.runAfter(
                pause,
                () -> {
                    if (round == current) {
                        send();
                    }
                });
    }

    private void send() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Q> together = waiting;
        waiting = new ArrayList<>();
        round++;
        underWay++;
        long begun = nanoTime.getAsLong();
        try {
            sender.send(together, () -> back(together.size(), begun));
        } catch (RuntimeException | Error e) {
            // The event loop reports it; those that ask later wait for nothing that is not coming.
            back(together.size(), begun);
            throw e;
        }
    }

    private void back(int size, long begun) {
        underWay--;
        lastNanos = nanoTime.getAsLong() - begun;
        expected = size + waiting.size();
        if (underWay == 0 && !waiting.isEmpty()) {
            sendIn(pause());
        }
    }

    /**
     * How long the first question waits for others: not at all where one is asked after the other.
     */
    private Duration pause() {
        Duration share = Duration.ofNanos(lastNanos / SHARE_OF_LAST);
        Duration most = share.compareTo(longestWait) < 0 ? share : longestWait;
        return expected <= 1 ? Duration.ZERO : most;
    }
}
