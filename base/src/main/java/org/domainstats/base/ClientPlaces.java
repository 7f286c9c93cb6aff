package org.domainstats.base;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many long requests go on at a time, in all and of one client. Safe for use by several
 * threads.
 */
public final class ClientPlaces {

    private final int most;
    private final int mostPerClient;
    private final Map<String, Integer> taken = new HashMap<>();
    private int total;

    public ClientPlaces(int most, int mostPerClient) {
        this.most = most;
        this.mostPerClient = mostPerClient;
    }

    public synchronized boolean tryTake(String client) {
        int own = taken.getOrDefault(client, 0);
        if (total >= most || own >= mostPerClient) {
            return false;
        }
        taken.put(client, own + 1);
        total++;
        return true;
    }

    public synchronized void release(String client) {
        taken.computeIfPresent(client, (_, own) -> own == 1 ? null : own - 1);
        total--;
        notifyAll();
    }

    /**
     * Waits until none goes on.
     *
     * @return false if the time was over before
     */
    public synchronized boolean awaitNone(Deadline deadline) throws InterruptedException {
        while (total > 0 && !deadline.hasPassed()) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline.remaining().toNanos());
        }
        return total == 0;
    }
}
