package org.domainstats.http;

import org.domainstats.model.AddressPrefix;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Shares the time of one event loop between hosts, round robin: whatever a host has sent on however
 * many connections, past its quantum the rest waits until the loop has seen to all other hosts.
 * Used on that event loop only.
 */
final class HostScheduler {

    /**
     * Some thousand requests, so that what a round costs by itself is little beside it, and still
     * nothing that a client of another host notices.
     */
    static final Duration QUANTUM = Duration.ofMillis(10);

    private final long quantum;
    private final LongSupplier nanoTime;
    private final Executor nextRound;
    private final Map<AddressPrefix, Host> hosts = new HashMap<>();
    private boolean scheduled;
    private long since;

    /** When the request under way was read: the clock is not read again for it. */
    private long latest;

    private boolean reading;

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param nextRound runs a task when the event loop has read once more what there is on its
     *     connections
     */
    HostScheduler(Duration quantum, LongSupplier nanoTime, Executor nextRound) {
        this.quantum = quantum.toNanos();
        this.nanoTime = nanoTime;
        this.nextRound = nextRound;
    }

    /** The host of a connection, which is to leave when it is closed. */
    Host join(InetAddress client) {
        Host host = hosts.computeIfAbsent(AddressPrefix.ofHost(client), Host::new);
        host.connections++;
        return host;
    }

    int size() {
        return hosts.size();
    }

    /** When the request under way was read, or now if none is being read. */
    long now() {
        return reading ? latest : nanoTime.getAsLong();
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            nextRound.execute(this::beginRound);
        }
    }

    private void beginRound() {
        scheduled = false;
        List<Host> resumed = new ArrayList<>();
        for (Host host : hosts.values()) {
            host.used = 0;
            if (!host.waiting.isEmpty()) {
                resumed.add(host);
            }
        }
        resumed.forEach(Host::resume);
    }

    /** One client host, with all its connections to this event loop. */
    final class Host {

        private final AddressPrefix prefix;
        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        private int connections;

        /** In this round. */
        private long used;

        private boolean first;

        private Host(AddressPrefix prefix) {
            this.prefix = prefix;
        }

        /** Its requests are handled from here on, until {@link #end}. */
        void begin() {
            since = nanoTime.getAsLong();
            latest = since;
            reading = true;
            first = true;
            schedule();
        }

        void end() {
            used += nanoTime.getAsLong() - since;
            reading = false;
        }

        /**
         * Whether it has had its quantum of this round. Before each request, between begin and end.
         */
        boolean isOver() {
            if (first) {
                first = false;
            } else {
                latest = nanoTime.getAsLong();
            }
            return used + latest - since >= quantum;
        }

        /** Has something done in its quantum of the next round, or of a later one. */
        void await(Runnable task) {
            waiting.add(task);
            schedule();
        }

        /** Each task begins and ends by itself. What is added meanwhile is of the next round. */
        private void resume() {
            for (int i = waiting.size(); i > 0 && used < quantum; i--) {
                waiting.remove().run();
            }
            if (!waiting.isEmpty()) {
                schedule();
            }
        }

        void leave() {
            connections--;
            if (connections == 0) {
                hosts.remove(prefix);
            }
        }
    }
}
