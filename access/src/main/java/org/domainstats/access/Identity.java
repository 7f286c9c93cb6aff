package org.domainstats.access;

import org.domainstats.http.AccessRole;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * Who sends a request and what that allows.
 *
 * @param name of the token, of the session's holder, or of the user whom a proxy named
 * @param role the highest; null if nothing is allowed
 * @param proof how it is known
 * @param key what tells it from others with the same name: of a session its id
 */
public record Identity(String name, @Nullable AccessRole role, Proof proof, String key) {

    /** The name of those who signed in with the link that the server printed. */
    public static final String OPERATOR = "operator";

    private static final String ANONYMOUS = "anonymous";

    /** Nobody known, where tokens are needed. */
    static final Identity NOBODY = new Identity(ANONYMOUS, null, Proof.NONE, "");

    /** Nobody known, where no tokens are needed. */
    static final Identity ANYBODY = new Identity(ANONYMOUS, AccessRole.ASK, Proof.NONE, "");

    /** A program of this machine, where no tokens are needed. */
    static final Identity LOCAL_PROGRAM = new Identity(ANONYMOUS, AccessRole.READ, Proof.NONE, "");

    /** How the sender of a request is known. */
    public enum Proof {
        /** Not at all. */
        NONE,
        /** By a token in the request. */
        TOKEN,
        /** By a session cookie. */
        SESSION,
        /** By a proxy that is trusted with it. */
        PROXY;

        /**
         * Whether a browser adds it by itself, so that a page elsewhere might make use of it
         * without knowing it.
         */
        public boolean isAmbient() {
            return this == SESSION || this == PROXY;
        }

        /** As clients see it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether this allows what needs a role. */
    public boolean may(AccessRole needed) {
        return role != null && role.includes(needed);
    }

    /** Whether somebody in particular sends the request. */
    public boolean isKnown() {
        return proof != Proof.NONE;
    }
}
