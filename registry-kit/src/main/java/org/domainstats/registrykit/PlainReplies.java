package org.domainstats.registrykit;

import org.domainstats.registrykit.Behaviour.Registered;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;

/** Plain well-formed replies about names that do not exist. */
final class PlainReplies {

    private PlainReplies() {}

    static String rdap(String domain, @Nullable Registered dates) {
        StringBuilder events = new StringBuilder();
        if (dates != null) {
            events.append(event("registration", dates.first()));
            if (dates.until() != null) {
                events.append(',').append(event("expiration", dates.until()));
            }
            events.append(',');
        }
        events.append(event("last update of RDAP database", Instant.parse("2024-01-01T00:00:00Z")));
        return """
        {"rdapConformance":["rdap_level_0"],"objectClassName":"domain","ldhName":"%s",\
        "status":["active"],"events":[%s],\
        "entities":[{"objectClassName":"entity","roles":["registrar"],\
        "events":[{"eventAction":"registration","eventDate":"2015-05-05T05:05:05Z"}]}]}
        """
                .formatted(domain, events);
    }

    private static String event(String action, Instant date) {
        return "{\"eventAction\":\"" + action + "\",\"eventDate\":\"" + date + "\"}";
    }

    static String rdapNotFound() {
        return "{\"errorCode\":404,\"title\":\"Not Found\"}";
    }

    static String whois(String domain, @Nullable Registered dates) {
        StringBuilder text =
                new StringBuilder("Domain Name: ").append(domain.toUpperCase(Locale.ROOT));
        text.append("\r\nRegistrar: Loopback Registrar\r\n");
        if (dates != null) {
            text.append("Creation Date: ").append(dates.first()).append("\r\n");
            if (dates.until() != null) {
                text.append("Registry Expiry Date: ").append(dates.until()).append("\r\n");
            }
        }
        return text.append("Domain Status: ok\r\n").toString();
    }

    static String whoisNotFound(String domain) {
        return "No match for domain \"" + domain.toUpperCase(Locale.ROOT) + "\".\r\n";
    }
}
