package org.domainstats.registry;

import org.domainstats.httpclient.HostPort;
import org.domainstats.model.Printable;
import org.domainstats.registrationdata.BootstrapFile;
import org.jspecify.annotations.Nullable;

import java.net.URI;

/**
 * The settings of an operator for the registry of a name.
 *
 * @param off whether it is never queried
 * @param rdap its RDAP server, or null to find it as usual
 * @param whois its WHOIS server, or null to find it as usual
 */
public record RegistryOverride(boolean off, @Nullable URI rdap, @Nullable HostPort whois) {

    /**
     * Reads {@code off}, {@code on}, or one or both of an RDAP base URL and {@code
     * whois://host[:port]}, with a blank between.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static RegistryOverride parse(String text) {
        URI rdap = null;
        HostPort whois = null;
        for (String word : text.strip().split("\\s+", -1)) {
            if (word.equals("off")) {
                return new RegistryOverride(true, null, null);
            }
            if (word.startsWith("whois://")) {
                whois = HostPort.parse(word.substring("whois://".length()), 43);
            } else if (!word.equals("on")) {
                rdap = BootstrapFile.base(word);
                if (rdap == null) {
                    throw new IllegalArgumentException(
                            "not a registry: "
                                    + Printable.of(word)
                                    + "; write off, on, https://..., or whois://host");
                }
            }
        }
        return new RegistryOverride(false, rdap, whois);
    }
}
