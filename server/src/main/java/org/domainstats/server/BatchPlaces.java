package org.domainstats.server;

import org.domainstats.base.Deadline;
import org.domainstats.registrations.QueryClient;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How many batches go on at a time, in all and of one client. Safe for use by several threads. */
final class BatchPlaces {

    private final int most;
    private final int mostPerClient;
    private final Map<QueryClient, Integer> taken = new HashMap<>();
    private int total;

    BatchPlaces(int most, int mostPerClient) {
        this.most = most;
        this.mostPerClient = mostPerClient;
    }

    synchronized boolean tryTake(QueryClient client) {
        int own = taken.getOrDefault(client, 0);
        if (total >= most || own >= mostPerClient) {
            return false;
        }
        taken.put(client, own + 1);
        total++;
        return true;
    }

    synchronized void release(QueryClient client) {
        taken.computeIfPresent(client, (_, own) -> own == 1 ? null : own - 1);
        total--;
        notifyAll();
    }

    /**
     * Waits until no batch goes on.
     *
     * @return false if the time was over before
     */
    synchronized boolean awaitNone(Deadline deadline) throws InterruptedException {
        while (total > 0 && !deadline.hasPassed()) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline.remaining().toNanos());
        }
        return total == 0;
    }
}
