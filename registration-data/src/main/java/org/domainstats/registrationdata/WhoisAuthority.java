package org.domainstats.registrationdata;

import org.domainstats.model.DomainName;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The TLDs that a WHOIS server is authoritative for. A "no match" for a name under another TLD
 * means nothing.
 */
final class WhoisAuthority {

    /** The country TLDs that Verisign's servers answer for. */
    private static final Set<String> VERISIGNS = Set.of("cc", "tv");

    /** "VeriSign", as it once wrote itself. */
    private static final List<String> HUMPED = List.of("veri", "sign");

    private static final List<String> INTERNIC = List.of("whois", "internic", "net");

    /** "can now be registered with many different competing registrars". */
    private static final List<String> COMPETING = List.of("different", "competing", "registrars");

    private static final List<String> NO_MATCH = List.of("no", "match", "for");

    private WhoisAuthority() {}

    /**
     * Whether a reply shows that its server is not authoritative for a domain: "contains ONLY .COM,
     * .NET, .EDU domains", or IANA's, which registers below .int and .arpa alone. Verisign's says
     * so only at its end, which may be cut off, so its name is enough where the TLD is another
     * country's.
     */
    static boolean excludes(List<WhoisLine> lines, DomainName domain) {
        boolean banner = false;
        for (WhoisLine line : lines) {
            List<String> words = NormalizedWords.of(line.text());
            banner |= Collections.indexOfSubList(words, COMPETING) >= 0;
            // Others copied the banner of Verisign's server, but not its words.
            boolean verisigns = isVerisign(words) || banner && isNoMatch(words);
            if (verisigns && domain.tld().length() == 2) {
                return !VERISIGNS.contains(domain.tld());
            }
            if (words.equals(List.of("iana", "whois", "server"))) {
                return !domain.tld().equals("int") && !domain.tld().equals("arpa");
            }
            if (words.contains("only") && words.contains("contains")) {
                return namesOthers(line.text(), domain.tld());
            }
        }
        return false;
    }

    /** Verisign's server tells its name in its terms; some clients note whom they asked. */
    private static boolean isVerisign(List<String> words) {
        return words.contains("verisign")
                || Collections.indexOfSubList(words, HUMPED) >= 0
                || Collections.indexOfSubList(words, INTERNIC) >= 0;
    }

    private static boolean isNoMatch(List<String> words) {
        return words.size() > 3 && words.subList(0, 3).equals(NO_MATCH);
    }

    private static boolean namesOthers(String sentence, String tld) {
        boolean others = false;
        for (String word : sentence.toLowerCase(Locale.ROOT).split("[\\s,;:/()]+", -1)) {
            if (word.length() > 2 && word.charAt(0) == '.') {
                String named = word.substring(1);
                if (named.equals(tld) || named.endsWith("." + tld)) {
                    return false;
                }
                others = true;
            }
        }
        return others;
    }
}
