package org.domainstats.postgres;

import org.domainstats.model.DomainName;

import java.util.Collection;

/** Names as a parameter of a query. */
public final class TextParameters {

    private TextParameters() {}

    /** As an array of texts. */
    public static String[] names(Collection<DomainName> names) {
        return names.stream().map(DomainName::ascii).toArray(String[]::new);
    }
}
