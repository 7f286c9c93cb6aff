package org.domainstats.insight;

import org.domainstats.model.DomainName;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The well-known, long-established domains that a fresh machine starts with. */
public final class StarterDomains {

    static final String RESOURCE = "starter-domains.txt";

    private StarterDomains() {}

    /** All of them, the most popular first: the place in the list, from 1, is the rank. */
    public static List<DomainName> inOrder() {
        try (InputStream resource = StarterDomains.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("resource missing from the program: " + RESOURCE);
            }
            List<DomainName> domains = new ArrayList<>();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    domains.add(new DomainName(line));
                }
            }
            return domains;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
