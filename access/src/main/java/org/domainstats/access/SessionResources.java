package org.domainstats.access;

import io.vertx.core.json.JsonObject;

import org.domainstats.access.SessionRegistry.Begun;
import org.domainstats.base.LimitedLog;
import org.domainstats.http.AccessRole;
import org.domainstats.http.AccessToken;
import org.domainstats.http.ServerResponse;
import org.domainstats.store.AuditAction;
import org.domainstats.store.Sessions.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/** {@code /v1/session}: who one is, signing in and signing out. */
final class SessionResources {

    private static final String PATH = "/v1/session";
    private static final String SET_COOKIE = "Set-Cookie";
    private static final String SIGN_IN = "sign_in";

    private static final ServerResponse MALFORMED =
            ServerResponse.problem(
                    400, "send {\"token\":\"...\"}, or the {\"code\":\"...\"} of a link");
    private static final ServerResponse NOT_READY =
            ServerResponse.unavailable("the store could not be read yet");

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(SessionResources.class));
    private final Authenticator authenticator;
    private final SessionRegistry sessions;
    private final AuditTrail audit;
    private final SignInThrottle throttle;

    SessionResources(
            Authenticator authenticator,
            SessionRegistry sessions,
            AuditTrail audit,
            LongSupplier nanoTime) {
        this.authenticator = authenticator;
        this.sessions = sessions;
        this.audit = audit;
        this.throttle = new SignInThrottle(nanoTime);
    }

    List<Resource> all() {
        return List.of(
                Resource.of("GET", PATH, this::show),
                Resource.of("POST", PATH, this::signIn),
                Resource.of("DELETE", PATH, this::signOut));
    }

    private ServerResponse show(ResourceRequest request) {
        Identity identity = request.identity();
        if (!identity.isKnown() && !identity.may(AccessRole.READ)) {
            return refused("nobody is signed in");
        }
        return described(identity, null).notStored();
    }

    /** Who one is, for pages. */
    private ServerResponse described(Identity identity, @Nullable Session session) {
        CsrfTokens csrf = sessions.csrf();
        if (csrf == null) {
            return NOT_READY;
        }
        JsonObject shown = new JsonObject().put("name", identity.name());
        AccessRole role = identity.role();
        if (role != null) {
            shown.put("role", role.text());
        }
        shown.put("proof", identity.proof().word());
        if (identity.proof().isAmbient()) {
            shown.put("csrf_token", csrf.of(identity));
        }
        Session own = session == null ? sessions.withId(identity.key()) : session;
        if (own != null) {
            shown.put("expires", own.expires().toString());
        }
        return ServerResponse.json(shown.encode());
    }

    private ServerResponse refused(String detail) {
        return ServerResponse.problem(
                        401, detail, Map.of(SIGN_IN, authenticator.isOpen() ? "link" : "token"))
                .with("WWW-Authenticate", "Bearer")
                .notStored();
    }

    private ServerResponse signIn(ResourceRequest request) {
        JsonObject sent = request.json().orElseGet(JsonObject::new);
        String token = text(sent, "token");
        String code = text(sent, "code");
        if ((token == null) == (code == null)) {
            return MALFORMED;
        }
        Duration wait = throttle.tryAttempt(request.client());
        if (!wait.isZero()) {
            return ServerResponse.problem(429, "too many failed: wait before you try again")
                    .with("Retry-After", Long.toString(wait.toSeconds() + 1));
        }
        Begun begun = token != null ? byToken(token) : byCode(Objects.requireNonNull(code));
        if (begun == null) {
            log.warn(
                    "sign-in",
                    null,
                    "{} could not sign in: {}",
                    request.client().getHostAddress(),
                    token != null ? "no such token" : "no such link");
            return refused(wrong(token != null));
        }
        throttle.succeeded(request.client());
        return signedIn(request, begun);
    }

    private String wrong(boolean token) {
        if (token) {
            return authenticator.isOpen()
                    ? "this server has no tokens: sign in with the link that serve printed"
                    : "this is none of the server's tokens";
        }
        return "the link was used, has expired, or is of another server; for another one run:"
                + " domain-stats admin sign-in-link";
    }

    private @Nullable Begun byToken(String presented) {
        AccessToken token = authenticator.tokens().find(presented.strip()).orElse(null);
        return token == null ? null : sessions.begin(token.name(), token.sha256Hex());
    }

    /** A link is for servers without tokens: it would make the holder of no token an admin. */
    private @Nullable Begun byCode(String code) {
        return authenticator.isOpen() ? sessions.redeem(code.strip()) : null;
    }

    /** A new session each time, so that none that somebody else has planted is signed in. */
    private ServerResponse signedIn(ResourceRequest request, Begun begun) {
        endShown(request);
        Session session = begun.session();
        Identity identity =
                new Identity(
                        session.holder(),
                        authenticator.role(session),
                        Identity.Proof.SESSION,
                        session.id());
        audit.record(identity, request.client(), AuditAction.SIGNED_IN, "");
        return described(identity, session)
                .withStatus(201)
                .with(
                        SET_COOKIE,
                        authenticator
                                .cookie()
                                .set(request.exchange(), begun.secret(), sessions.lifetime()))
                .notStored();
    }

    private ServerResponse signOut(ResourceRequest request) {
        if (endShown(request)) {
            audit.record(request.identity(), request.client(), AuditAction.SIGNED_OUT, "");
        }
        return ServerResponse.noContent()
                .with(SET_COOKIE, authenticator.cookie().clear(request.exchange()))
                .notStored();
    }

    /** Whether there was any. Unknown cookies, of which there may be hundreds, cost no write. */
    private boolean endShown(ResourceRequest request) {
        boolean ended = false;
        for (String secret : authenticator.cookie().values(request.exchange())) {
            ended |= sessions.find(secret) != null && sessions.end(SessionRegistry.id(secret));
        }
        return ended;
    }

    private static @Nullable String text(JsonObject sent, String key) {
        return sent.getValue(key) instanceof String text && !text.isBlank() ? text : null;
    }
}
