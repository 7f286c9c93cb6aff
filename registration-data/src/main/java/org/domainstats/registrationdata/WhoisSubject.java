package org.domainstats.registrationdata;

import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The domain that a WHOIS reply is about, and what it says of it. A reply may hold records of
 * several: IANA's of the TLD before the registry's of the domain, name servers that begin alike.
 *
 * @param fields what is said of the domain
 * @param tld the TLD, empty if nobody knows
 * @param isNamed whether the reply names the domain
 * @param other what the reply is about if that is not the domain asked for, else null
 * @param isParent whether that other one is what the domain asked for is below
 */
record WhoisSubject(
        List<WhoisField> fields,
        String tld,
        boolean isNamed,
        @Nullable String other,
        boolean isParent) {

    static WhoisSubject of(List<WhoisField> fields, @Nullable DomainName queried) {
        Set<DomainName> ours = first(fields, name -> isMeant(name, queried));
        if (ours == null && queried == null && !isOfIana(fields)) {
            ours = first(fields, name -> true);
        }
        Set<DomainName> parent =
                ours == null && queried != null
                        ? first(fields, name -> isAbove(name, queried))
                        : null;
        Set<DomainName> other = parent == null ? first(fields, name -> true) : parent;
        Set<DomainName> kept = ours == null ? parent : ours;
        return new WhoisSubject(
                fields.stream().filter(field -> isAbout(field, kept)).toList(),
                queried != null ? queried.tld() : kept == null ? "" : kept.iterator().next().tld(),
                ours != null,
                ours != null || other == null ? null : other.iterator().next().ascii(),
                parent != null);
    }

    private static @Nullable Set<DomainName> first(
            List<WhoisField> fields, Predicate<DomainName> wanted) {
        return fields.stream()
                .map(WhoisField::subject)
                .filter(names -> names.stream().anyMatch(wanted))
                .findFirst()
                .orElse(null);
    }

    /** EURid once told the label alone; a label by itself is a TLD, if nobody knows better. */
    private static boolean isMeant(DomainName named, @Nullable DomainName queried) {
        boolean label = named.ascii().indexOf('.') < 0;
        return queried == null
                ? !label
                : DomainVariants.areSame(named, queried)
                        || label && named.ascii().equals(queried.firstLabel());
    }

    private static boolean isAbove(DomainName named, DomainName queried) {
        return named.ascii().indexOf('.') > 0 && queried.isWithin(named.ascii());
    }

    private static boolean isOfIana(List<WhoisField> fields) {
        return fields.stream()
                .anyMatch(
                        field ->
                                field.words().equals(List.of("source"))
                                        && field.value().equalsIgnoreCase("iana"));
    }

    private static boolean isAbout(WhoisField field, @Nullable Set<DomainName> ours) {
        return ours == null || field.subject().isEmpty() || field.subject().equals(ours);
    }

    /** Whether there is a record of a domain, with name servers or people who hold it. */
    boolean isRecord() {
        return parties().size() >= 2;
    }

    /** Whether there is the name of the domain and one that has to do with it. */
    boolean isSlightRecord() {
        return isNamed && !parties().isEmpty();
    }

    private Set<List<String>> parties() {
        Set<List<String>> labels = new HashSet<>();
        for (WhoisField field : fields) {
            if (field.isOfParty()) {
                labels.add(field.words());
            }
        }
        return labels;
    }
}
