package org.domainstats.store;

import java.time.Instant;
import java.util.List;

/**
 * Who is signed in, across restarts and for every server of the store. What a browser holds is not
 * in here, only its hash. Every method may block on the disk.
 */
public interface Sessions {

    /** Keeps a session. Durable when it returns. */
    void add(Session session);

    /**
     * Ends a session.
     *
     * @return whether it was there: of all that end one session, exactly one gets true
     */
    boolean remove(String id);

    /** All that were not removed, expired or not, oldest first. */
    List<Session> list();

    /**
     * A secret of 32 bytes, made by the first who asks and the same for all servers of the store.
     */
    byte[] key();

    /**
     * A session, or a code with which one may be begun once.
     *
     * @param id the SHA-256 of what the browser holds, in hexadecimal
     * @param holder whose it is
     * @param credential by what it was begun, so that it ends together with it
     */
    record Session(String id, String holder, String credential, Instant created, Instant expires) {}
}
