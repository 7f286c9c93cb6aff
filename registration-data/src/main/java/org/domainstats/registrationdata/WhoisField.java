package org.domainstats.registrationdata;

import org.domainstats.model.DomainName;

import java.util.List;
import java.util.Set;

/**
 * A label and its value in a WHOIS reply.
 *
 * @param words the label's words, of the one language that we know where it has two
 * @param hint what a label says about its value in brackets, as in "Created (dd/mm/yyyy)"
 * @param labelled whether a sign sets the label off, as in no sentence
 * @param value the text after the label, or of the next line where the label stands alone
 * @param quote the line or lines as they came
 * @param part what the part of the reply around it is about
 * @param subject the names of the domain that the reply talks about here; empty if it named none
 */
record WhoisField(
        List<String> words,
        String hint,
        boolean labelled,
        String value,
        String quote,
        Part part,
        Set<DomainName> subject) {

    private static final int MOST_WORDS = 4;
    private static final int LONGEST_VALUE = 100;

    /** What a part of a reply is about. */
    enum Part {
        /** The domain: it is named in this part. */
        DOMAIN,
        /** Unknown. */
        UNKNOWN,
        /** A contact, registrar or name server: their dates are not the domain's. */
        PARTY
    }

    LabelMeanings.DateMeaning meaning() {
        return LabelMeanings.meaning(words);
    }

    /**
     * Whether it tells somebody who has to do with the domain, in a label and not in a sentence.
     */
    boolean isOfParty() {
        return (labelled || LabelMeanings.isHeading(words))
                && words.size() <= MOST_WORDS
                && !value.isEmpty()
                && value.length() <= LONGEST_VALUE
                && LabelMeanings.isParty(words);
    }
}
