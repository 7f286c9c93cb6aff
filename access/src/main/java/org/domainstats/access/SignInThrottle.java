package org.domainstats.access;

import org.domainstats.base.Durations;
import org.domainstats.model.AddressPrefix;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/**
 * Slows down who fails to sign in, by network: an address, or for IPv6 a /64. After some failures
 * the next attempt has to wait, twice as long each time. It keeps nobody else waiting, and its
 * memory is bounded: of too many networks the one that failed longest ago is forgotten.
 */
final class SignInThrottle {

    /** Slips of people who paste a token. */
    private static final int FREE_FAILURES = 5;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    /** A person behind the same address can bear to wait so long. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

    /** Some hundred KiB. */
    private static final int MOST_NETWORKS = 4_096;

    private final LongSupplier nanoTime;
    private final LinkedHashMap<AddressPrefix, Failures> byNetwork = new LinkedHashMap<>();

    /**
     * @param until no attempt before, by {@code nanoTime}
     */
    private record Failures(int count, long last, long until) {}

    SignInThrottle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Takes an attempt for a failure until it has succeeded, so that many at once count as well.
     *
     * @return how long to wait; zero if the attempt may be made
     */
    synchronized Duration tryAttempt(InetAddress client) {
        long now = nanoTime.getAsLong();
        AddressPrefix network = AddressPrefix.ofHost(client);
        Failures before = byNetwork.get(network);
        if (before != null && now - before.last > FORGOTTEN_AFTER.toNanos()) {
            before = null;
        }
        if (before != null && before.until - now > 0) {
            return Duration.ofNanos(before.until - now);
        }
        int count = before == null ? 1 : before.count + 1;
        byNetwork.remove(network);
        if (byNetwork.size() >= MOST_NETWORKS) {
            byNetwork.pollFirstEntry();
        }
        byNetwork.put(network, new Failures(count, now, now + waitAfter(count).toNanos()));
        return Duration.ZERO;
    }

    /** The last attempt was none of a stranger. */
    synchronized void succeeded(InetAddress client) {
        byNetwork.remove(AddressPrefix.ofHost(client));
    }

    /** How many are remembered. */
    synchronized int networks() {
        return byNetwork.size();
    }

    private static Duration waitAfter(int failures) {
        return failures < FREE_FAILURES
                ? Duration.ZERO
                : Durations.doubled(FIRST_WAIT, failures - FREE_FAILURES, LONGEST_WAIT);
    }
}
