package org.domainstats.access;

import org.domainstats.http.AccessRole;
import org.jspecify.annotations.Nullable;

/**
 * Who may use one resource.
 *
 * @param method GET includes HEAD
 * @param path as in OpenAPI: {@code /v1/tokens/{name}}; {@code /ui/*} is all below
 * @param role the least role; null if nobody need be known
 * @param anonymous who may use it without being known, where no tokens are needed
 */
public record AccessRule(
        String method, String path, @Nullable AccessRole role, Anonymous anonymous) {

    /** Who need not be known where the server has no tokens. */
    public enum Anonymous {
        /** Nobody: one has to sign in. */
        NOBODY,
        /** Programs of the same machine, but no browsers and nobody behind a proxy. */
        LOCAL_PROGRAMS,
        /** Whoever can reach the server. */
        ANYBODY
    }

    /** Whether the resource may be used with an identity. */
    boolean admits(Identity identity) {
        if (role == null) {
            return true;
        }
        if (identity.isKnown()) {
            return identity.may(role);
        }
        return switch (anonymous) {
            case NOBODY -> false;
            case LOCAL_PROGRAMS -> identity.may(role);
            case ANYBODY -> identity.may(AccessRole.ASK);
        };
    }

    /**
     * Whether the name in Host has to be known: for what shows or changes what was asked, and for
     * what a browser signs in with.
     */
    boolean needsKnownHost() {
        return role == null
                ? path.startsWith("/ui/") || path.startsWith("/v1/")
                : role != AccessRole.ASK;
    }

    /** Whether it may change something. */
    boolean isUnsafe() {
        return !method.equals("GET");
    }
}
