package org.domainstats.model;

import org.domainstats.model.NotPublic.Reason;

import java.util.List;

/**
 * Reduces a text to its domain and site, or to the reason why it has none. Labels in front of the
 * domain that no hostname has are left out of the host, but never hide the domain. Never throws on
 * bad input.
 */
public final class Hostnames {

    /**
     * UTF-8 and mapping can shrink a name, but nothing past this can become a hostname of 253
     * octets. Of longer texts the end is read, where the domain is.
     */
    private static final int LONGEST_TEXT = 1_024;

    private final PublicSuffixList suffixes;

    public Hostnames(PublicSuffixList suffixes) {
        this.suffixes = suffixes;
    }

    /**
     * What {@code text} is, in any case, with or without a trailing dot, in Unicode or A-labels, or
     * junk.
     */
    public Name reduce(String text) {
        Name whole = reduceWhole(text);
        return whole instanceof NotPublic junk && mayHaveOddLabel(text, junk.reason())
                ? behindOddLabels(end(text), junk)
                : whole;
    }

    private static String end(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(text.length() - LONGEST_TEXT);
    }

    private static boolean mayHaveOddLabel(String text, Reason reason) {
        if (reason == Reason.LABEL_LENGTH || reason == Reason.TOO_LONG) {
            // An empty label is nobody's choice; the vectors of the suffix list have it as junk.
            return !text.startsWith(".") && !text.contains("..");
        }
        if (text.indexOf('.') < 0 && isAscii(text)) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '.' && !DomainName.isHostCharacter(Character.toLowerCase(c))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /**
     * The name behind labels that no hostname has, as tunnels choose what stands in front of their
     * domain; the junk that it is if there is no domain behind them.
     */
    private Name behindOddLabels(String text, NotPublic junk) {
        List<String> labels = EscapedLabels.of(text);
        String name = "";
        for (int i = labels.size() - 1; i >= 0; i--) {
            String label = Idn.toAscii(labels.get(i));
            String longer = name.isEmpty() ? label : label + "." + name;
            if (label.indexOf('.') >= 0 || !DomainName.isCanonical(longer)) {
                break;
            }
            name = longer;
        }
        return !name.isEmpty() && split(name) instanceof PublicName found ? found : junk;
    }

    private Name reduceWhole(String text) {
        Reason shape = Junk.reasonOf(text, LONGEST_TEXT);
        if (shape != null) {
            return new NotPublic(shape);
        }
        String ascii = Idn.toAscii(text);
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
        // valid A-label would hide the domain.
        if (!Idn.hasValidALabels(domain.ascii())) {
            return new NotPublic(Reason.IDN);
        }
        // Hosts below may begin or end with a hyphen; no registry has such a domain (RFC 5891).
        if (domain.ascii().startsWith("-") || domain.ascii().contains("-.")) {
            return new NotPublic(Reason.HYPHEN);
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
