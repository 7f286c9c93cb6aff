package org.domainstats.registry;

import org.domainstats.model.DomainName;
import org.domainstats.registry.WhoisField.Part;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom a WHOIS reply is about, and what it says of that one. A reply may hold records of several:
 * IANA's of the TLD before the registry's of the domain, name servers that begin alike.
 *
 * @param fields what is said of the domain
 * @param told the name that the reply tells, empty if none
 * @param tld the TLD, empty if nobody knows
 * @param isOther whether the reply tells names, and none is the one asked for
 */
record WhoisSubject(List<WhoisField> fields, String told, String tld, boolean isOther) {

    static WhoisSubject of(List<WhoisField> fields, @Nullable DomainName asked) {
        String told = "";
        String of = null;
        boolean another = false;
        for (WhoisField field : fields) {
            String subject = field.subject();
            if (subject == null || subject.equals(told)) {
                continue;
            }
            told = subject;
            DomainName name = DomainName.of(subject).orElse(null);
            if (name == null) {
                continue;
            }
            boolean fits = asked == null ? name.ascii().indexOf('.') > 0 : name.equals(asked);
            if (fits && of == null) {
                of = subject;
            }
            another |= !fits;
        }
        String kept = of;
        DomainName name = asked != null ? asked : kept == null ? null : DomainName.of(kept).get();
        return new WhoisSubject(
                fields.stream().filter(field -> isAbout(field, kept)).toList(),
                kept == null ? told : kept,
                name == null ? "" : name.tld(),
                another && kept == null);
    }

    private static boolean isAbout(WhoisField field, @Nullable String subject) {
        String of = field.subject();
        return of == null || subject == null || of.equalsIgnoreCase(subject);
    }

    /** Whether there is a record of a domain, with somebody who holds or serves it. */
    boolean isRecord() {
        Set<List<String>> labels = new HashSet<>();
        for (WhoisField field : fields) {
            if (!field.value().isEmpty()
                    && (field.part() == Part.PARTY || Labels.isParty(field.words()))) {
                labels.add(field.words());
            }
        }
        return labels.size() >= 2;
    }
}
