package org.domainstats.store;

import org.domainstats.model.DomainName;

import java.time.Instant;
import java.util.Optional;

/**
 * Which request the community's first contact with a site belongs to, stored for a while: so that
 * the same request, repeated because its reply was lost, gets the same reply, across a restart too.
 * Every method may block on the disk.
 */
public interface FirstClaims {

    /**
     * Gives a site to a request, unless another one has it. Durable when it returns.
     *
     * @param staleBefore a claim older than this has been given up, and goes to the new request
     * @return the claim that holds
     */
    Claim claim(Claim wanted, Instant staleBefore);

    /** The claim on a site. */
    Optional<Claim> find(DomainName site);

    /**
     * Gives a claim up because its reply did not announce the first contact: the next request may
     * have it, however late it comes. Does nothing if another request has it by now. Durable when
     * it returns.
     */
    void release(Claim held);

    /** Forgets the claims made before an instant, but not those that were released. */
    void forgetBefore(Instant instant);

    /**
     * A claim.
     *
     * @param question what identifies the request, and does not reveal who sent it
     */
    record Claim(DomainName site, String question, Instant at) {

        /** The time of a released claim: any other is later. */
        public static final Instant RELEASED_AT = Instant.EPOCH;

        public boolean isReleased() {
            return at.equals(RELEASED_AT);
        }
    }
}
