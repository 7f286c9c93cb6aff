package org.domainstats.registrationdata;

import org.domainstats.model.DomainName;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The domains that a WHOIS reply names, in order, and under which of them its next field falls. */
final class SubjectDomains {

    /** The names of no domain: before the first is named. */
    private static final Set<DomainName> NONE = Set.of();

    /** More records than that are a list of matches, and ours is not among the last. */
    private static final int MOST = 64;

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

    /** Takes the value of a label that names domains; false if it is no name. */
    boolean name(String value) {
        int end = value.indexOf(' ');
        String word = end < 0 || value.lastIndexOf('.', end) < 0 ? value : value.substring(0, end);
        DomainName name = DomainName.of(word).orElse(null);
        if (name == null) {
            return false;
        }
        if (!current.contains(name)) {
            take(name);
        }
        alias = true;
        return true;
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
