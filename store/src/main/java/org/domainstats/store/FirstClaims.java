package org.domainstats.store;

import org.domainstats.model.DomainName;

import java.time.Instant;
import java.util.List;

/**
 * Which question the community's first contact with a site belongs to, kept for a while: so that
 * the same question, sent again because its answer was lost, gets the same answer, across a restart
 * too. Every method may block on the disk.
 */
public interface FirstClaims {

    /**
     * Gives a site to a question, unless another one has it. Durable when it returns.
     *
     * @param staleBefore a claim older than this has been given up, and goes to the new question
     * @return the claim that holds
     */
    Claim claim(Claim wanted, Instant staleBefore);

    /** The claims made since an instant. */
    List<Claim> since(Instant instant);

    /** Forgets the claims made before an instant. */
    void forgetBefore(Instant instant);

    /**
     * A claim.
     *
     * @param question what identifies the question, and says nothing of who asked
     */
    record Claim(DomainName site, String question, Instant at) {}
}
