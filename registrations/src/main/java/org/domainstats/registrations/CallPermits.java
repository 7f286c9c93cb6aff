package org.domainstats.registrations;

import org.domainstats.registrations.RegistrationRequest.Urgency;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How many calls to sources are in flight. A flood must not hold up who comes after it, be it
 * another client or the same one: many names at once, retries and re-checks get a part of the
 * permits only, and a client does not get them all.
 */
public final class CallPermits {

    private final int mostPerClient;
    private final Semaphore all;
    private final Semaphore bulk;
    private final Semaphore background;
    private final ConcurrentHashMap<String, Integer> byClient = new ConcurrentHashMap<>();

    /**
     * @param most calls in flight; half of them for names that are asked about with many others, a
     *     quarter for names that nobody waits for, and three quarters for one client
     */
    public CallPermits(int most) {
        this.all = new Semaphore(most);
        this.bulk = new Semaphore(Math.max(1, most / 2));
        this.background = new Semaphore(Math.max(1, most / 4));
        this.mostPerClient = Math.max(1, most * 3 / 4);
    }

    /** To be given back once, when the call is done. */
    public interface Permit {
        void release();
    }

    /** A permit for a call, or null if there is none for it just now. */
    public @Nullable Permit tryAcquire(Urgency urgency, QueryClient client) {
        return switch (urgency) {
            case FRESH, AGAIN -> acquire(null, client.limitKey());
            case BULK -> acquire(bulk, client.limitKey());
            case RETRY, RECHECK -> acquire(background, null);
        };
    }

    /** How many calls that nobody waits for may be started just now. */
    public int freeForBackground() {
        return Math.min(background.availablePermits(), all.availablePermits());
    }

    private @Nullable Permit acquire(@Nullable Semaphore part, @Nullable String client) {
        if (part != null && !part.tryAcquire()) {
            return null;
        }
        if (!all.tryAcquire()) {
            release(part);
            return null;
        }
        if (client != null && !tryCount(client)) {
            all.release();
            release(part);
            return null;
        }
        return () -> {
            if (client != null) {
                byClient.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
            }
            all.release();
            release(part);
        };
    }

    private boolean tryCount(String client) {
        boolean[] admitted = new boolean[1];
        byClient.compute(
                client,
                (_, count) -> {
                    int before = count == null ? 0 : count;
                    admitted[0] = before < mostPerClient;
                    return admitted[0] ? Integer.valueOf(before + 1) : count;
                });
        return admitted[0];
    }

    private static void release(@Nullable Semaphore part) {
        if (part != null) {
            part.release();
        }
    }
}
