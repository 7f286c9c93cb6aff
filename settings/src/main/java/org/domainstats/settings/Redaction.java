package org.domainstats.settings;

import java.util.regex.Pattern;

/** Shows settings without the secrets that are written within URLs. */
public final class Redaction {

    private static final String HIDDEN = "***";

    /** RFC 3986, 3.2.1: what stands before the @ of an authority. */
    private static final Pattern USER_INFO =
            Pattern.compile("(?<=://)([^/?#@\\s:]*)(:[^/?#\\s]*)?@");

    private static final Pattern QUERY_SECRET =
            Pattern.compile(
                    "(?i)([?&][^=&#\\s]*(?:token|key|secret|password)[^=&#\\s]*=)[^&#\\s,]*");

    private Redaction() {}

    /** The text, with passwords and keys in URLs replaced by asterisks. */
    public static String of(String text) {
        String withoutUser = USER_INFO.matcher(text).replaceAll(HIDDEN + "@");
        return QUERY_SECRET.matcher(withoutUser).replaceAll("$1" + HIDDEN);
    }
}
