package org.domainstats.access;

import org.domainstats.http.Exchange;
import org.domainstats.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/** Decides whether a request may use a resource, and says why not. */
public final class AccessControl {

    static final String CSRF_FIELD = "X-CSRF-Token";

    public static final ServerResponse NEEDS_TOKEN =
            ServerResponse.problem(
                            401, "send one of the server's tokens as Authorization: Bearer TOKEN")
                    .with("WWW-Authenticate", "Bearer");
    private static final ServerResponse NEEDS_SIGN_IN =
            ServerResponse.problem(
                            401,
                            "sign in at /ui/ with the link that serve printed; for another one run:"
                                    + " domain-stats admin sign-in-link")
                    .with("WWW-Authenticate", "Bearer");
    private static final ServerResponse UNKNOWN_HOST =
            ServerResponse.problem(
                    403,
                    "this is answered under a known name of the server only: add this one to"
                            + " allowed-hosts");
    private static final ServerResponse FORGED =
            ServerResponse.problem(
                    403, "send the csrf_token of GET /v1/session as the header " + CSRF_FIELD);
    private static final ServerResponse NOT_READY =
            ServerResponse.unavailable("the store could not be read yet");

    private final Authenticator authenticator;

    public AccessControl(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** Why a request may not use a resource, or null if it may. */
    public @Nullable ServerResponse refusal(Exchange exchange, Identity identity, AccessRule rule) {
        if (!rule.admits(identity)) {
            return tooLow(identity, rule);
        }
        if (rule.needsKnownHost() && !exchange.hasKnownHost()) {
            return UNKNOWN_HOST;
        }
        return rule.isUnsafe() && rule.role() != null && identity.proof().isAmbient()
                ? forged(exchange, identity)
                : null;
    }

    private ServerResponse tooLow(Identity identity, AccessRule rule) {
        if (!identity.isKnown()) {
            return authenticator.isOpen() ? NEEDS_SIGN_IN : NEEDS_TOKEN;
        }
        return ServerResponse.problem(
                403,
                "this needs the role "
                        + (rule.role() == null ? "ask" : rule.role().text())
                        + ", and "
                        + identity.name()
                        + (identity.role() == null
                                ? " has none"
                                : " has the role " + identity.role().text()));
    }

    /** What says that a request may have been forged by another page, or null if it was not. */
    private @Nullable ServerResponse forged(Exchange exchange, Identity identity) {
        SessionRegistry sessions = authenticator.sessions();
        CsrfTokens csrf = sessions == null ? null : sessions.csrf();
        if (csrf == null) {
            return NOT_READY;
        }
        String presented = exchange.header(CSRF_FIELD);
        return presented != null && csrf.isOf(identity, presented) ? null : FORGED;
    }
}
