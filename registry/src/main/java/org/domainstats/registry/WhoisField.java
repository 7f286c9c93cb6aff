package org.domainstats.registry;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A label and its value in a WHOIS reply.
 *
 * @param words the label's words, of the one language that we know where it has two
 * @param hint what a label says about its value in brackets, as in "Created (dd/mm/yyyy)"
 * @param value the text after the label, or of the next line where the label stands alone
 * @param quote the line or lines as they came
 * @param part what the part of the reply around it is about
 * @param subject the domain named before it, as it was written, if one was
 */
record WhoisField(
        List<String> words,
        String hint,
        String value,
        String quote,
        Part part,
        @Nullable String subject) {

    /** What a part of a reply is about. */
    enum Part {
        /** The domain: it is named in this part. */
        DOMAIN,
        /** Nobody knows. */
        UNKNOWN,
        /** A contact, registrar or name server: their dates are not the domain's. */
        PARTY
    }

    Labels.Tells tells() {
        return Labels.tells(words);
    }
}
