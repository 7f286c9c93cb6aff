package org.domainstats.registry;

import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** What is known of WHOIS servers: which to ask, and how to put the question. */
final class WhoisServers {

    private static final Map<String, List<String>> SERVERS =
            TableResource.table("whois-servers.txt");
    private static final Map<String, List<String>> QUESTIONS =
            TableResource.table("whois-questions.txt");

    private WhoisServers() {}

    /**
     * A server and the zone it is known for: {@code uk}, or {@code uk.com} for a registry below a
     * TLD.
     */
    record Known(String zone, String host) {}

    /** The server for the zone that a domain lies in, longest zone first; null if none is known. */
    static @Nullable Known find(DomainName domain) {
        String name = domain.ascii();
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            String zone = name.substring(dot + 1);
            List<String> cells = SERVERS.get(zone);
            if (cells != null) {
                return new Known(zone, cells.get(1));
            }
        }
        return null;
    }

    /** The line to send to a server, without its end. */
    static String question(String host, DomainName domain) {
        List<String> cells = QUESTIONS.get(host);
        return cells == null
                ? domain.ascii()
                : String.join(" ", cells.subList(1, cells.size())).replace("NAME", domain.ascii());
    }
}
