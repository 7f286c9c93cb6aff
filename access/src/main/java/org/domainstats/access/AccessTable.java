package org.domainstats.access;

import org.domainstats.access.AccessRule.Anonymous;
import org.domainstats.http.AccessRole;

import java.util.List;

/**
 * Which path needs which role: all of them, in one place. {@code docs/security.md} has the same
 * table, and a resource that is not in here is not served.
 */
public final class AccessTable {

    /** All rules. */
    public static final List<AccessRule> RULES =
            List.of(
                    open("GET", "/livez"),
                    open("GET", "/readyz"),
                    open("GET", "/healthz"),
                    open("GET", "/ui/*"),
                    open("GET", "/v1/session"),
                    open("POST", "/v1/session"),
                    open("DELETE", "/v1/session"),
                    ask("GET", "/openapi.json"),
                    ask("GET", "/openapi-3.0.json"),
                    ask("GET", "/{hostname}"),
                    ask("GET", "/v1/domains/{hostname}"),
                    ask("POST", "/v1/domains"),
                    ask("GET", "/stats"),
                    ask("GET", "/stats-reset"),
                    ask("GET", "/depuny"),
                    ask("GET", "/alexa/{hostname}"),
                    ask("GET", "/domain/{field}/{hostname}"),
                    ask("GET", "/metrics"),
                    new AccessRule("GET", "/cache_get", AccessRole.READ, Anonymous.ANYBODY),
                    new AccessRule("GET", "/cache_browse", AccessRole.READ, Anonymous.ANYBODY),
                    new AccessRule("GET", "/showcache", AccessRole.READ, Anonymous.ANYBODY),
                    read("GET", "/v1/events"),
                    read("GET", "/v1/events/stream"),
                    read("GET", "/v1/triage"),
                    read("GET", "/v1/triage/summary"),
                    read("GET", "/v1/triage/export"),
                    read("GET", "/v1/triage/stream"),
                    read("GET", "/v1/sites/{name}"),
                    write("POST", "/v1/sites/{name}/registration"),
                    read("POST", "/v1/hunt"),
                    write("PUT", "/v1/notes/{site}"),
                    write("PUT", "/v1/labels/{site}/{label}"),
                    write("DELETE", "/v1/labels/{site}/{label}"),
                    read("GET", "/v1/registries"),
                    read("GET", "/v1/allowances"),
                    admin("POST", "/v1/allowances"),
                    admin("DELETE", "/v1/allowances/{name}/{signal}"),
                    admin("GET", "/v1/tokens"),
                    admin("POST", "/v1/tokens"),
                    admin("DELETE", "/v1/tokens/{name}"),
                    admin("GET", "/v1/audit"),
                    admin("POST", "/v1/forget"));

    private AccessTable() {}

    /** Nobody need be known. */
    private static AccessRule open(String method, String path) {
        return new AccessRule(method, path, null, Anonymous.ANYBODY);
    }

    /** Questions about names, and what reveals none. */
    private static AccessRule ask(String method, String path) {
        return new AccessRule(method, path, AccessRole.ASK, Anonymous.ANYBODY);
    }

    /** What was asked, and by whom. */
    static AccessRule read(String method, String path) {
        return new AccessRule(method, path, AccessRole.READ, Anonymous.LOCAL_PROGRAMS);
    }

    /** What an analyst writes down. */
    static AccessRule write(String method, String path) {
        return new AccessRule(method, path, AccessRole.READ, Anonymous.NOBODY);
    }

    /** What changes the server. */
    private static AccessRule admin(String method, String path) {
        return new AccessRule(method, path, AccessRole.ADMIN, Anonymous.NOBODY);
    }

    /**
     * The rule of a resource.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static AccessRule rule(String method, String path) {
        return RULES.stream()
                .filter(rule -> rule.method().equals(method) && rule.path().equals(path))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no access rule: " + method + " " + path));
    }
}
