package org.domainstats.store.triage;

import org.domainstats.model.DomainName;
import org.domainstats.store.StoreException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Words that analysts put on sites. Every method may block on the disk. */
public interface AnalystLabels {

    /** In all: every server has them in memory, for its answers. */
    int MOST = 10_000;

    /**
     * Puts a label on a site; one that is there stays as it is.
     *
     * @throws StoreException if there are too many already
     */
    void put(AnalystLabel label);

    /** Takes a label off a site; false if it had none of that text. */
    boolean remove(DomainName site, String text);

    /** The labels of those of many sites that have any, each in order of text. */
    Map<DomainName, List<AnalystLabel>> findAll(List<DomainName> sites);

    /** All of them, in order of site and text. */
    List<AnalystLabel> list();

    /**
     * A label.
     *
     * @param text one word, so that filters, SIEM fields and scripts that split lines can take it
     * @param by who put it there
     */
    record AnalystLabel(DomainName site, String text, String by, Instant at) {

        private static final Pattern WORD =
                Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,39}");

        public AnalystLabel {
            if (!WORD.matcher(text).matches()) {
                throw new IllegalArgumentException(
                        "a label is one word of at most 40 letters, digits, dots, hyphens and"
                                + " underscores");
            }
        }
    }
}
