package org.domainstats.access;

import org.domainstats.access.Identity.Proof;
import org.domainstats.http.AccessRole;
import org.domainstats.http.Exchange;
import org.domainstats.http.TrustedProxies;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * The header field in which a proxy that signs users in says who sends a request. Everybody can
 * write such a field; it counts on connections of a trusted proxy only, which must replace what a
 * client wrote there.
 *
 * @param field its name; empty if there is none
 * @param roles by user; {@code *} is any other
 */
public record IdentityHeader(String field, Map<String, AccessRole> roles) {

    public static final IdentityHeader NONE = new IdentityHeader("", Map.of());

    private static final String ANY_OTHER = "*";
    private static final int LONGEST_NAME = 128;

    public IdentityHeader {
        roles = Map.copyOf(roles);
    }

    boolean isOff() {
        return field.isEmpty();
    }

    /** Whether somebody is an administrator by it. */
    boolean hasAdministrator() {
        return !isOff() && roles.containsValue(AccessRole.ADMIN);
    }

    /** The user whom a proxy names, or null. Two values are none: one of them is a client's. */
    @Nullable Identity identify(Exchange exchange, TrustedProxies proxies) {
        if (isOff() || !proxies.contain(exchange.peer())) {
            return null;
        }
        List<String> values = exchange.request().headers().getAll(field);
        if (values.size() != 1) {
            return null;
        }
        String user = values.getFirst().strip();
        if (!isName(user)) {
            return null;
        }
        AccessRole role = roles.get(user);
        return new Identity(user, role != null ? role : roles.get(ANY_OTHER), Proof.PROXY, user);
    }

    private static boolean isName(String user) {
        return !user.isEmpty()
                && user.length() <= LONGEST_NAME
                && !user.equals(ANY_OTHER)
                && user.chars().noneMatch(each -> each < ' ' || each == 0x7f || each == ',');
    }
}
