package org.domainstats.server;

import io.netty.handler.codec.http.HttpHeaderNames;

import org.domainstats.http.AccessRole;
import org.domainstats.http.AccessToken;
import org.domainstats.http.AccessTokens;
import org.domainstats.http.Exchange;
import org.domainstats.http.TrustedProxies;
import org.domainstats.lookup.QueryClient;
import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/** Who may ask: everybody, or the bearers of certain tokens (RFC 6750). */
public final class Access {

    private static final String SCHEME = "Bearer ";

    /** For a server that only its own machine can reach, or whose operator wants it so. */
    public static final Access OPEN = new Access(null, TrustedProxies.NONE);

    private final @Nullable Supplier<AccessTokens> tokens;
    private final TrustedProxies proxies;

    private Access(@Nullable Supplier<AccessTokens> tokens, TrustedProxies proxies) {
        this.tokens = tokens;
        this.proxies = proxies;
    }

    /**
     * Admits who presents one of the tokens.
     *
     * @param tokens those of now: one that is revoked is refused from then on
     */
    public static Access tokens(Supplier<AccessTokens> tokens) {
        return new Access(tokens, TrustedProxies.NONE);
    }

    /** The same behind proxies that may say who their client is. */
    public Access behind(TrustedProxies trusted) {
        return new Access(tokens, trusted);
    }

    /** Who sent a request, as far as sharing between clients goes. */
    QueryClient client(Exchange exchange) {
        AccessToken token = token(exchange);
        return new QueryClient(
                token == null ? proxies.clientOf(exchange).getHostAddress() : token.name());
    }

    /** Whether nobody needs a token. */
    boolean isOpen() {
        return tokens == null;
    }

    /** Whether the sender of a request may do what needs a role. */
    boolean admits(Exchange exchange, AccessRole role) {
        if (tokens == null) {
            return true;
        }
        AccessToken token = token(exchange);
        return token != null && token.role().includes(role);
    }

    /** The token of a request, or null if it has none that is known. */
    private @Nullable AccessToken token(Exchange exchange) {
        String authorization = exchange.header(HttpHeaderNames.AUTHORIZATION);
        if (tokens == null
                || authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        return tokens.get().find(authorization.substring(SCHEME.length()).strip()).orElse(null);
    }
}
