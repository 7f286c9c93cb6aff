package org.domainstats.registrationdata;

import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom a WHOIS reply is about, and what it says of that one. A reply may hold records of several:
 * IANA's of the TLD before the registry's of the domain, name servers that begin alike.
 *
 * @param fields what is said of the domain
 * @param tld the TLD, empty if nobody knows
 * @param other whom the reply is about if that is not the one asked for, else null
 */
record WhoisSubject(List<WhoisField> fields, String tld, @Nullable String other) {

    static WhoisSubject of(List<WhoisField> fields, @Nullable DomainName asked) {
        Set<DomainName> ours = null;
        String other = null;
        for (WhoisField field : fields) {
            for (DomainName name : field.subject()) {
                if (ours == null && isMeant(name, asked)) {
                    ours = field.subject();
                } else if (other == null) {
                    other = name.ascii();
                }
            }
        }
        Set<DomainName> kept = ours;
        return new WhoisSubject(
                fields.stream().filter(field -> isAbout(field, kept)).toList(),
                asked != null ? asked.tld() : kept == null ? "" : kept.iterator().next().tld(),
                kept == null ? other : null);
    }

    /** EURid once told the label alone; a label by itself is a TLD, if nobody knows better. */
    private static boolean isMeant(DomainName named, @Nullable DomainName asked) {
        boolean label = named.ascii().indexOf('.') < 0;
        return asked == null
                ? !label
                : named.equals(asked) || label && named.ascii().equals(asked.firstLabel());
    }

    private static boolean isAbout(WhoisField field, @Nullable Set<DomainName> ours) {
        return ours == null || field.subject().isEmpty() || field.subject().equals(ours);
    }

    /** Whether there is a record of a domain, with name servers or people who hold it. */
    boolean isRecord() {
        Set<List<String>> labels = new HashSet<>();
        for (WhoisField field : fields) {
            if (field.isOfParty()) {
                labels.add(field.words());
            }
        }
        return labels.size() >= 2;
    }
}
