package org.domainstats.registry;

import org.domainstats.httpclient.HostPort;
import org.domainstats.httpclient.NsLookup;
import org.domainstats.httpclient.TrustedAuthorities;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;

/**
 * How registries are queried.
 *
 * @param bootstrap the list of RDAP servers (RFC 9224), a web address or a file
 * @param whoisRoot the WHOIS server that refers to those of TLDs
 * @param allowPrivate whether registries may be at addresses that are not public
 * @param overrides the operator's overrides, by lower-case name: a TLD, or a name that is a
 *     registry
 * @param deadline the most time for one exchange with one registry
 * @param contact how a registry reaches the operator, sent in the User-Agent; may be empty
 * @param trust which certificate authorities are trusted for RDAP over HTTPS
 * @param resolveFirst tells which domains do not exist, so that they go behind; null for none
 */
public record RegistrySettings(
        boolean rdap,
        boolean whois,
        String bootstrap,
        HostPort whoisRoot,
        boolean allowPrivate,
        Map<String, RegistryOverride> overrides,
        Duration deadline,
        String contact,
        TrustedAuthorities trust,
        @Nullable NsLookup resolveFirst) {

    public static final String IANA_BOOTSTRAP = "https://data.iana.org/rdap/dns.json";
    public static final HostPort IANA_WHOIS = new HostPort("whois.iana.org", 43);

    public RegistrySettings {
        overrides = Map.copyOf(overrides);
        if (!isContact(contact)) {
            throw new IllegalArgumentException("the contact does not fit into an HTTP header");
        }
    }

    /** Whether a text can be the contact: it goes into an HTTP header. */
    public static boolean isContact(String text) {
        return text.length() <= 200 && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    String userAgent() {
        return "domain-stats/1.0 (registration dates for defenders"
                + (contact.isBlank() ? "" : "; " + contact.strip())
                + ")";
    }
}
