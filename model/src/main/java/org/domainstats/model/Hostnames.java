package org.domainstats.model;

import org.domainstats.model.NotPublic.Reason;

/**
 * Reduces whatever was asked about to its domain and site, or says why it has none. Never throws on
 * bad input.
 */
public final class Hostnames {

    /**
     * UTF-8 and mapping can shrink a name, but nothing past this can become a hostname of 253
     * octets.
     */
    private static final int LONGEST_QUESTION = 1_024;

    private final PublicSuffixList suffixes;

    public Hostnames(PublicSuffixList suffixes) {
        this.suffixes = suffixes;
    }

    /**
     * What {@code asked} is, in any case, with or without a trailing dot, in Unicode or A-labels,
     * or junk.
     */
    public Name reduce(String asked) {
        Reason shape = Junk.reasonOf(asked, LONGEST_QUESTION);
        if (shape != null) {
            return new NotPublic(shape);
        }
        String ascii = Idn.toAscii(asked);
        if (ascii.isEmpty()) {
            return new NotPublic(Reason.IDN);
        }
        String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        if (!DomainName.isCanonical(name)) {
            return new NotPublic(Junk.reasonNotCanonical(name));
        }
        return split(name);
    }

    private Name split(String name) {
        if (name.indexOf('.') < 0) {
            return new NotPublic(Reason.SINGLE_LABEL);
        }
        if (Junk.isIpv4(name)) {
            return new NotPublic(Reason.ADDRESS);
        }
        if (name.endsWith(".arpa")) {
            return new NotPublic(Reason.INFRASTRUCTURE);
        }
        PublicSuffixList.Starts suffix = suffixes.suffixes(name);
        if (suffix.icann() < 0) {
            return new NotPublic(Reason.UNKNOWN_SUFFIX);
        }
        return suffix.icann() == 0 ? new NotPublic(Reason.PUBLIC_SUFFIX) : nameBelow(suffix, name);
    }

    private static Name nameBelow(PublicSuffixList.Starts suffix, String name) {
        DomainName domain = oneBelow(name, suffix.icann());
        // In front of the domain its owner may put any label. Refusing the name for one that is no
        // valid A-label would hide the domain from whoever watches it.
        if (!Idn.hasValidALabels(domain.ascii())) {
            return new NotPublic(Reason.IDN);
        }
        // github.io asked for by itself is a suffix to its customers, but it is GitHub's domain.
        DomainName site =
                suffix.all() == 0 || suffix.all() == suffix.icann()
                        ? domain
                        : oneBelow(name, suffix.all());
        DomainName host =
                domain.ascii().equals(name)
                        ? domain
                        : site.ascii().equals(name) ? site : new DomainName(name);
        return new PublicName(host, domain, site);
    }

    private static DomainName oneBelow(String name, int suffixStart) {
        int start = name.lastIndexOf('.', suffixStart - 2) + 1;
        return new DomainName(start == 0 ? name : name.substring(start));
    }
}
