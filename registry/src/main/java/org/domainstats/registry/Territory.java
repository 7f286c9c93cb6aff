package org.domainstats.registry;

import org.domainstats.model.DomainName;

import java.util.List;
import java.util.Locale;

/**
 * For which TLDs a WHOIS server has the say. One asked about another's names answers "no match",
 * and that means nothing.
 */
final class Territory {

    private Territory() {}

    /**
     * Whether a reply shows that its server has no say over a domain: "contains ONLY .COM, .NET,
     * .EDU domains", or IANA's, which registers below .int and .arpa alone.
     */
    static boolean excludes(List<String> sentences, DomainName domain) {
        for (String sentence : sentences) {
            List<String> words = Words.of(sentence);
            if (words.equals(List.of("iana", "whois", "server"))) {
                return !domain.tld().equals("int") && !domain.tld().equals("arpa");
            }
            if (words.contains("only") && words.contains("contains")) {
                return namesOthers(sentence, domain.tld());
            }
        }
        return false;
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
