package org.domainstats.access;

import io.netty.handler.codec.http.HttpHeaderNames;

import org.domainstats.access.Identity.Proof;
import org.domainstats.http.AccessRole;
import org.domainstats.http.AccessToken;
import org.domainstats.http.AccessTokens;
import org.domainstats.http.Exchange;
import org.domainstats.http.TrustedProxies;
import org.domainstats.store.Sessions.Session;
import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Finds out who sends a request: the bearer of a token (RFC 6750), a user whom a trusted proxy
 * names, a browser with a session, or nobody known. Never blocks.
 */
public final class Authenticator {

    private static final String SCHEME = "Bearer ";

    /** For a server that only its own machine can reach, or whose operator wants it so. */
    public static final Authenticator OPEN =
            new Authenticator(null, TrustedProxies.NONE, IdentityHeader.NONE, null);

    private final @Nullable Supplier<AccessTokens> tokens;
    private final TrustedProxies proxies;
    private final IdentityHeader identities;
    private final @Nullable SessionRegistry sessions;
    private final SessionCookie cookie;

    private Authenticator(
            @Nullable Supplier<AccessTokens> tokens,
            TrustedProxies proxies,
            IdentityHeader identities,
            @Nullable SessionRegistry sessions) {
        this.tokens = tokens;
        this.proxies = proxies;
        this.identities = identities;
        this.sessions = sessions;
        this.cookie = new SessionCookie(proxies);
    }

    /**
     * Admits who presents one of the tokens.
     *
     * @param tokens those of now: one that is revoked is refused from then on
     */
    public static Authenticator tokens(Supplier<AccessTokens> tokens) {
        return new Authenticator(tokens, TrustedProxies.NONE, IdentityHeader.NONE, null);
    }

    /** The same behind proxies that may say who their client is. */
    public Authenticator behind(TrustedProxies trusted) {
        return new Authenticator(tokens, trusted, identities, sessions);
    }

    /** The same with users whom those proxies name. */
    public Authenticator with(IdentityHeader header) {
        return new Authenticator(tokens, proxies, header, sessions);
    }

    /** The same with browsers that are signed in. */
    public Authenticator with(SessionRegistry registry) {
        return new Authenticator(tokens, proxies, identities, registry);
    }

    /** Whether nobody needs a token. */
    public boolean isOpen() {
        return tokens == null;
    }

    /** The tokens of now; none where nobody needs one. */
    AccessTokens tokens() {
        return tokens == null ? AccessTokens.NONE : tokens.get();
    }

    IdentityHeader identities() {
        return identities;
    }

    SessionCookie cookie() {
        return cookie;
    }

    @Nullable SessionRegistry sessions() {
        return sessions;
    }

    /** The address that a request comes from, behind proxies as well. */
    public InetAddress clientOf(Exchange exchange) {
        return proxies.clientOf(exchange);
    }

    /** Who asks a question; null if it must not be answered. Little work where tokens are unset. */
    public @Nullable Identity asker(Exchange exchange) {
        if (tokens == null && identities.isOff()) {
            return Identity.ANYBODY;
        }
        Identity identity = identify(exchange);
        return identity.may(AccessRole.ASK) ? identity : null;
    }

    /** Who sends a request. */
    public Identity identify(Exchange exchange) {
        String token = tokens == null ? null : bearer(exchange);
        if (token != null) {
            return byToken(token);
        }
        Identity user = identities.identify(exchange, proxies);
        if (user != null) {
            return user;
        }
        Identity signedIn = bySession(exchange);
        return signedIn == null ? anonymous(exchange) : signedIn;
    }

    private static @Nullable String bearer(Exchange exchange) {
        String authorization = exchange.header(HttpHeaderNames.AUTHORIZATION);
        return authorization != null
                        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).strip()
                : null;
    }

    private Identity byToken(String presented) {
        return tokens().find(presented)
                .map(token -> new Identity(token.name(), token.role(), Proof.TOKEN, token.name()))
                .orElse(Identity.NOBODY);
    }

    private @Nullable Identity bySession(Exchange exchange) {
        Session session = session(exchange);
        AccessRole role = session == null ? null : role(session);
        return session == null || role == null
                ? null
                : new Identity(session.holder(), role, Proof.SESSION, session.id());
    }

    /** The first session that a browser shows, as far as is known. */
    private @Nullable Session session(Exchange exchange) {
        if (sessions == null) {
            return null;
        }
        return cookie.values(exchange).stream()
                .map(sessions::find)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** A session may do what its token may now, and ends with it. */
    @Nullable AccessRole role(Session session) {
        if (session.credential().equals(SessionRegistry.LINK)) {
            return isOpen() ? AccessRole.ADMIN : null;
        }
        return tokens().tokens().stream()
                .filter(each -> each.name().equals(session.holder()))
                .filter(each -> each.sha256Hex().equals(session.credential()))
                .map(AccessToken::role)
                .findFirst()
                .orElse(null);
    }

    private Identity anonymous(Exchange exchange) {
        if (tokens != null) {
            return Identity.NOBODY;
        }
        return isLocalProgram(exchange) ? Identity.LOCAL_PROGRAM : Identity.ANYBODY;
    }

    /** What a proxy sends comes from elsewhere, and a browser may have been sent by any page. */
    private boolean isLocalProgram(Exchange exchange) {
        return exchange.peer().isLoopbackAddress()
                && !proxies.contain(exchange.peer())
                && !proxies.isUnknownProxy(exchange)
                && !exchange.isFromBrowser();
    }

    /**
     * Goes on, on the event loop, when what others did up to now is known: a browser may show a
     * session that was begun at another server just now.
     */
    public void whenSettled(Exchange exchange, Runnable then) {
        if (sessions != null && !cookie.values(exchange).isEmpty() && session(exchange) == null) {
            exchange.later(sessions.refreshSoon(), then);
        } else {
            then.run();
        }
    }
}
