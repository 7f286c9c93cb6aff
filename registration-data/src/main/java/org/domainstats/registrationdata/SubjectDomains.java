package org.domainstats.registrationdata;

import org.domainstats.model.DomainName;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The domains that a WHOIS reply names, in order, and under which of them its next field falls. */
final class SubjectDomains {

    /** The names of no domain: before the first is named. */
    private static final Set<DomainName> NONE = Set.of();

    /** More records than that are a list of matches, and ours is not among the last. */
    private static final int MOST = 64;

    private static final Pattern BETWEEN_NAMES = Pattern.compile("[\\s,;()/]+");

    private final List<Set<DomainName>> all = new ArrayList<>();
    private Set<DomainName> current = NONE;

    /** Whether a name now is one more for the same domain, in another script or variant. */
    private boolean alias;

    /** An empty line or a date came: a name after it is another domain's. */
    void endGroup() {
        alias = false;
    }

    /** The names of the domain that the reply talks about now; empty if it named none yet. */
    Set<DomainName> current() {
        return current;
    }

    /**
     * Takes the value of a label that names domains; false if it is no name. One value may have the
     * name in several scripts: {@code example.台灣 (example.台湾)}.
     */
    boolean name(String value) {
        int end = value.indexOf(' ');
        String word = end < 0 || value.lastIndexOf('.', end) < 0 ? value : value.substring(0, end);
        List<DomainName> names = severalNames(value);
        if (names.isEmpty()) {
            names = DomainName.of(word).stream().toList();
        }
        for (DomainName name : names) {
            if (!current.contains(name)) {
                take(name);
            }
            alias = true;
        }
        return !names.isEmpty();
    }

    /** Two names or more, if the value is nothing else. */
    private static List<DomainName> severalNames(String value) {
        List<DomainName> names = new ArrayList<>();
        for (String word : BETWEEN_NAMES.split(value, -1)) {
            if (word.isEmpty()) {
                continue;
            }
            DomainName name = word.indexOf('.') > 0 ? DomainName.of(word).orElse(null) : null;
            if (name == null || names.size() == MOST) {
                return List.of();
            }
            names.add(name);
        }
        return names.size() > 1 ? names : List.of();
    }

    private void take(DomainName name) {
        for (Set<DomainName> names : all) {
            if (names.contains(name)) {
                current = names;
                return;
            }
        }
        if ((!alias || current.isEmpty()) && all.size() < MOST) {
            current = new HashSet<>();
            all.add(current);
        }
        if (!all.isEmpty()) {
            current.add(name);
        }
    }
}
