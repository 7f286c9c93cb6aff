package org.domainstats.registrationdata;

import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.regex.Pattern;

/** Which domains a sentence of a WHOIS reply names. */
final class MentionedNames {

    private static final Pattern BETWEEN = Pattern.compile("[\\s\"'`<>(),;:!=\\[\\]]+");

    /** What the hosts of registries themselves are called. */
    private static final Set<String> HOSTS = Set.of("whois", "www", "nic", "rdap", "registry");

    private MentionedNames() {}

    /**
     * Whether a sentence names another domain of the same TLD, and not the one asked for: then it
     * says nothing of that one.
     */
    static boolean onlyOthers(String sentence, DomainName queried) {
        boolean others = false;
        for (String piece : BETWEEN.split(sentence, -1)) {
            DomainName named = named(piece);
            if (named != null && named.tld().equals(queried.tld())) {
                if (named.isWithin(queried.ascii()) || queried.isWithin(named.ascii())) {
                    return false;
                }
                others |= !HOSTS.contains(named.firstLabel());
            }
        }
        return others;
    }

    private static @Nullable DomainName named(String piece) {
        int end = piece.length();
        while (end > 0 && piece.charAt(end - 1) == '.') {
            end--;
        }
        String name = piece.substring(0, end);
        return name.indexOf('.') > 0 && name.indexOf('/') < 0 && name.indexOf('@') < 0
                ? DomainName.of(name).orElse(null)
                : null;
    }
}
