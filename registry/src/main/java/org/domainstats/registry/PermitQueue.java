package org.domainstats.registry;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;

/**
 * The requests that wait for one host's permit, of which there is one.
 *
 * <p>Fresh requests go first, and their permits rotate over clients, so that no client holds up
 * another; of one client the newest goes first, as what it asks now must not wait for a flood of
 * its own, and every second permit is for what it asks again, if there is any. Where both wait, the
 * background gets every fourth permit.
 */
final class PermitQueue {

    /** Of so many permits the background gets one, where fresh requests wait too. */
    private static final int BACKGROUND_SHARE = 4;

    /** Flows beyond these begin anew, which gives them an earlier permit. */
    private static final int MOST_LANES = 2_048;

    private final int mostWaiting;
    private final List<Ticket> waiting = new ArrayList<>();
    private final SequencedMap<RequestFlow, Long> lastServed = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable Ticket holder;
    private long tickets;
    private long permits;
    private int freshInARow;

    /**
     * @param mostWaiting as many wait; the last in order is refused when one more comes
     */
    PermitQueue(int mostWaiting) {
        this.mostWaiting = mostWaiting;
    }

    /** A request's place in the queue. */
    record Ticket(RequestPriority priority, RequestFlow flow, long number) {}

    synchronized Ticket ticket(RequestPriority priority, RequestFlow flow) {
        return new Ticket(priority, flow, ++tickets);
    }

    synchronized boolean isFree() {
        return holder == null;
    }

    /**
     * Waits for the permit; who gets it calls {@link #leave}.
     *
     * @return false if the timeout passed, or the queue is full of requests that go before
     */
    synchronized boolean enter(Ticket ticket, Duration timeout) throws InterruptedException {
        if (holder == null) {
            holder = ticket;
            return true;
        }
        return await(ticket, timeout);
    }

    /**
     * For a holder that had to let time pass: passes the permit on if a request came meanwhile that
     * goes before, and waits again.
     */
    synchronized boolean yieldPermit(Ticket ticket, Duration timeout) throws InterruptedException {
        Ticket best = best(ticket);
        if (best.equals(ticket)) {
            return true;
        }
        passOn(best);
        return await(ticket, timeout);
    }

    private boolean await(Ticket ticket, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        waiting.add(ticket);
        if (waiting.size() > mostWaiting) {
            waiting.remove(worst());
            notifyAll();
        }
        boolean interrupted = true;
        try {
            for (long left = end - System.nanoTime();
                    !ticket.equals(holder) && left > 0 && waiting.contains(ticket);
                    left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            interrupted = false;
            return ticket.equals(holder);
        } finally {
            waiting.remove(ticket);
            if (interrupted && ticket.equals(holder)) {
                leave();
            }
        }
    }

    /** Notes that the holder asks the host now. */
    synchronized void served(Ticket ticket) {
        freshInARow = ticket.priority.isBackground() ? 0 : freshInARow + 1;
        lastServed.put(ticket.flow, ++permits);
        if (lastServed.size() > MOST_LANES) {
            lastServed.pollFirstEntry();
        }
    }

    /** Gives the permit back. */
    synchronized void leave() {
        holder = null;
        if (!waiting.isEmpty()) {
            passOn(best(null));
        }
    }

    private void passOn(Ticket next) {
        holder = next;
        waiting.remove(next);
        notifyAll();
    }

    /** The one that goes next of those that wait, and of the holder if there is one. */
    private Ticket best(@Nullable Ticket alsoWaits) {
        List<Ticket> all = new ArrayList<>(waiting);
        if (alsoWaits != null) {
            all.add(alsoWaits);
        }
        return all.stream().min(order()).orElseThrow();
    }

    private Comparator<Ticket> order() {
        boolean backgroundIsDue = freshInARow >= BACKGROUND_SHARE - 1;
        return Comparator.comparing(
                        (Ticket each) -> each.priority.isBackground() != backgroundIsDue)
                .thenComparing(Ticket::priority)
                .thenComparingLong(each -> lastServed.getOrDefault(each.flow, 0L))
                .thenComparingLong(
                        each -> each.priority.isBackground() ? each.number : -each.number);
    }

    /** The last in order, of the flow that has the most waiting, its oldest. */
    private Ticket worst() {
        return waiting.stream()
                .max(
                        Comparator.comparing(Ticket::priority)
                                .thenComparingLong(each -> waitingOf(each.flow))
                                .thenComparingLong(each -> -each.number))
                .orElseThrow();
    }

    private long waitingOf(RequestFlow flow) {
        return waiting.stream().filter(each -> each.flow.equals(flow)).count();
    }
}
