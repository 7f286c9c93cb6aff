package org.domainstats.postgres;

import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.util.Collection;

/** Names and texts as parameters of a query. */
public final class TextParameters {

    private TextParameters() {}

    /** As an array of texts. */
    public static String[] names(Collection<DomainName> names) {
        return names.stream().map(DomainName::ascii).toArray(String[]::new);
    }

    /** PostgreSQL stores no NUL in a text, and no reason needs one. */
    public static @Nullable String text(@Nullable String text) {
        return text == null ? null : text.replace("\0", "");
    }
}
