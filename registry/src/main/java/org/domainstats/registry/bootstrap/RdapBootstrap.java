package org.domainstats.registry.bootstrap;

import org.domainstats.model.Printable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * IANA's list of RDAP servers, refreshed in the background when its HTTP headers say that it is
 * stale, and retained when the new one is bad or cannot be fetched.
 */
public final class RdapBootstrap {

    private static final Logger LOG = LoggerFactory.getLogger(RdapBootstrap.class);

    private static final Duration FIRST_RETRY = Duration.ofMinutes(5);
    private static final Duration LAST_RETRY = Duration.ofHours(6);

    private final BootstrapSource source;
    private final Clock clock;
    private final RandomGenerator random;
    private final Executor background;

    private Map<String, URI> bases = Map.of();
    private Instant due = Instant.MIN;
    private int failures;
    private boolean opened;
    private @Nullable CompletableFuture<Void> fetching;

    /**
     * @param background where fetching runs
     */
    public RdapBootstrap(
            BootstrapSource source, Clock clock, RandomGenerator random, Executor background) {
        this.source = source;
        this.clock = clock;
        this.random = random;
        this.background = background;
    }

    /** Base URLs by name; empty if there never was a list. Starts fetching if it is time. */
    public Map<String, URI> bases() {
        refresh();
        synchronized (this) {
            return bases;
        }
    }

    /** The same, but waits for a list if there is none yet and one is under way. */
    public Map<String, URI> awaitBases(Duration timeout) {
        refresh();
        CompletableFuture<Void> pending;
        synchronized (this) {
            pending = fetching;
            if (!bases.isEmpty() || pending == null) {
                return bases;
            }
        }
        try {
            pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the fetch of the RDAP list broke", e);
        } catch (TimeoutException goOnWithout) {
            // it lands behind this question
        }
        synchronized (this) {
            return bases;
        }
    }

    /** When the list will be tried again, which is now while it is on its way. */
    public synchronized Instant due() {
        Instant now = clock.instant();
        return due.isBefore(now) ? now : due;
    }

    private synchronized void refresh() {
        if (!opened) {
            opened = true;
            BootstrapSource.Kept kept = source.kept();
            if (kept != null) {
                bases = kept.bases();
                due = kept.freshUntil();
            }
        }
        if (fetching == null && !clock.instant().isBefore(due)) {
            CompletableFuture<Void> fetch = new CompletableFuture<>();
            fetching = fetch;
            background.execute(() -> fetch(fetch));
        }
    }

    private void fetch(CompletableFuture<Void> fetch) {
        try {
            BootstrapSource.Kept fresh = source.fetch();
            accept(fresh);
        } catch (IOException e) {
            failed(e);
        } finally {
            synchronized (this) {
                fetching = null;
            }
            fetch.complete(null);
        }
    }

    private synchronized void accept(BootstrapSource.Kept fresh) {
        bases = fresh.bases();
        due = fresh.freshUntil();
        failures = 0;
    }

    private synchronized void failed(IOException fault) {
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures++, 10));
        Duration bounded = wait.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : wait;
        due = clock.instant().plus(bounded).plusMillis(random.nextLong(bounded.toMillis() / 4));
        LOG.warn(
                "The list of RDAP servers from {} is not usable: {}. {}, next try at {}.",
                source,
                Printable.of(String.valueOf(fault.getMessage())),
                bases.isEmpty() ? "Going on with the built-in one" : "Keeping the old one",
                due);
    }
}
