package org.domainstats.registrationdata;

import org.domainstats.base.ResourceFile;
import org.domainstats.model.DomainName;

import java.util.HashMap;
import java.util.Map;

/**
 * Domains that are one and the same because their registry delegates a TLD in several scripts:
 * whoever asks for a name under one gets the record under the other.
 */
final class DomainVariants {

    /** A TLD to the one that stands for its variants. */
    private static final Map<String, String> BY_TLD = new HashMap<>();

    static {
        for (String line : ResourceFile.lines(DomainVariants.class, "tld-variants.txt")) {
            String[] tlds = line.split("\\s+", -1);
            for (String tld : tlds) {
                BY_TLD.put(tld, tlds[0]);
            }
        }
    }

    private DomainVariants() {}

    static boolean areSame(DomainName one, DomainName other) {
        return one.equals(other) || canonical(one).equals(canonical(other));
    }

    private static String canonical(DomainName name) {
        String tld = name.tld();
        String stem = name.ascii().substring(0, name.ascii().length() - tld.length());
        return stem + BY_TLD.getOrDefault(tld, tld);
    }
}
