package org.domainstats.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.domainstats.base.Sha256;
import org.domainstats.http.AccessToken;
import org.domainstats.store.Sessions;
import org.domainstats.store.Sessions.Session;
import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * The sessions of a store in memory, so that no request waits for the disk. Other servers begin and
 * end sessions as well, so they are read again every few seconds, and soon when a browser shows one
 * that is not known.
 */
public final class SessionRegistry {

    /** Sessions begun with a sign-in link; they count only while no tokens are set. */
    static final String LINK = "link";

    /** A sign-in link that was not used yet. */
    private static final String CODE = "code";

    /** How long a sign-in link is good. */
    public static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

    /** Of one holder: some browsers on some machines, and those that were never signed out. */
    static final int MOST_OF_ONE = 20;

    /** In all; each is read again every few seconds. */
    static final int MOST = 1_000;

    /** However many unknown cookies are shown, the store is read no more often. */
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(SessionRegistry.class);

    private final Sessions store;
    private final RandomGenerator secure;
    private final InstantSource clock;
    private final Duration lifetime;
    private volatile Map<String, Session> byId = Map.of();
    private volatile @Nullable CsrfTokens csrf;
    private @Nullable CompletableFuture<Void> coming;

    /** A session that was begun, and what the browser is to show. */
    record Begun(String secret, Session session) {}

    /**
     * @param lifetime of a session, used or not
     */
    public SessionRegistry(
            Sessions store, RandomGenerator secure, InstantSource clock, Duration lifetime) {
        this.store = store;
        this.secure = secure;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    Duration lifetime() {
        return lifetime;
    }

    /** What protects against forged requests; null until the store could be read. */
    @Nullable CsrfTokens csrf() {
        return csrf;
    }

    /** The session of what a browser shows, as far as is known; null if there is none. */
    @Nullable Session find(String secret) {
        Session session = byId.get(id(secret));
        return session == null || isOver(session) || session.credential().equals(CODE)
                ? null
                : session;
    }

    /** The session with an id, as far as is known. */
    @Nullable Session withId(String id) {
        return byId.get(id);
    }

    private boolean isOver(Session session) {
        return !session.expires().isAfter(clock.instant());
    }

    static String id(String secret) {
        return Sha256.hex(secret.getBytes(US_ASCII));
    }

    /** Begins a session; the oldest end that are too many. Blocks. */
    Begun begin(String holder, String credential) {
        makeRoom(holder);
        return add(holder, credential, lifetime);
    }

    private Begun add(String holder, String credential, Duration good) {
        String secret = AccessToken.generate(secure);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Session session = new Session(id(secret), holder, credential, now, now.plus(good));
        store.add(session);
        refresh();
        return new Begun(secret, session);
    }

    /** Makes a code with which one session may be begun. Blocks. */
    public String newCode() {
        makeRoom(Identity.OPERATOR);
        return add(Identity.OPERATOR, CODE, CODE_LIFETIME).secret();
    }

    /** Begins the session of a code, which is used up; null if it is none, any more. Blocks. */
    @Nullable Begun redeem(String code) {
        Session known =
                store.list().stream()
                        .filter(each -> each.id().equals(id(code)))
                        .filter(each -> each.credential().equals(CODE))
                        .findFirst()
                        .orElse(null);
        return known == null || isOver(known) || !store.remove(known.id())
                ? null
                : begin(Identity.OPERATOR, LINK);
    }

    /** Ends a session; whether there was one. Blocks. */
    boolean end(String id) {
        boolean ended = store.remove(id);
        refresh();
        return ended;
    }

    private void makeRoom(String holder) {
        List<Session> all = store.list();
        List<Session> left = new ArrayList<>(all);
        left.removeIf(this::isOver);
        List<Session> own =
                new ArrayList<>(
                        left.stream().filter(each -> each.holder().equals(holder)).toList());
        while (own.size() >= MOST_OF_ONE) {
            left.remove(own.removeFirst());
        }
        while (left.size() >= MOST) {
            left.removeFirst();
        }
        all.stream().filter(each -> !left.contains(each)).forEach(each -> store.remove(each.id()));
    }

    /** Reads the sessions again. Blocks. */
    public void refresh() {
        if (csrf == null) {
            csrf = new CsrfTokens(store.key());
        }
        Map<String, Session> read = new LinkedHashMap<>();
        store.list().forEach(session -> read.put(session.id(), session));
        byId = Map.copyOf(read);
    }

    /** Done when the sessions were read again, after this was called. Never blocks. */
    synchronized CompletableFuture<Void> refreshSoon() {
        if (coming == null) {
            coming = CompletableFuture.runAsync(this::refreshNow, Thread::startVirtualThread);
        }
        return coming;
    }

    private void refreshNow() {
        try {
            Thread.sleep(SHORTEST_INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            // Whoever comes from now on may ask for what this does not read any more.
            coming = null;
        }
        try {
            refresh();
        } catch (StoreException e) {
            LOG.debug("the sessions could not be read", e);
        }
    }
}
