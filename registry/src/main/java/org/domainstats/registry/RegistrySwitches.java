package org.domainstats.registry;

import org.domainstats.httpclient.HostPort;
import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which registries are queried, and how: settings override the built-in tables. */
final class RegistrySwitches {

    private final Map<String, RegistryOverride> operator;
    private final Map<String, List<String>> offByDefault;
    private final Set<String> undated;

    RegistrySwitches(Map<String, RegistryOverride> operator) {
        this.operator = operator;
        this.offByDefault = TableResource.table("off-by-default.txt");
        this.undated = TableResource.table("whois-undated.txt").keySet();
    }

    /** Why the registry of a domain is not queried, or null if it is. */
    @Nullable String disabledReason(DomainName domain) {
        RegistryOverride override = override(domain);
        if (override != null) {
            return override.off() ? "your settings switch this registry off" : null;
        }
        List<String> cells = offByDefault.get(domain.tld());
        return cells == null
                ? null
                : String.join(" ", cells.subList(1, cells.size()))
                        + "; your settings can switch ."
                        + domain.tld()
                        + " on";
    }

    /** The WHOIS server that the operator names for a domain, or null. */
    @Nullable HostPort whoisServer(DomainName domain) {
        RegistryOverride override = override(domain);
        return override == null ? null : override.whois();
    }

    /** The RDAP servers that the operator names, by zone. */
    Map<String, URI> rdapServers() {
        Map<String, URI> servers = new HashMap<>();
        operator.forEach(
                (zone, override) -> {
                    if (override.rdap() != null) {
                        servers.put(zone, override.rdap());
                    }
                });
        return servers;
    }

    /** Whether the WHOIS of a domain's TLD is known to publish no dates. */
    boolean whoisHasNoDates(DomainName domain) {
        return undated.contains(domain.tld());
    }

    private @Nullable RegistryOverride override(DomainName domain) {
        for (String zone = RdapServers.parent(domain.ascii());
                !zone.isEmpty();
                zone = RdapServers.parent(zone)) {
            RegistryOverride override = operator.get(zone);
            if (override != null) {
                return override;
            }
        }
        return null;
    }
}
