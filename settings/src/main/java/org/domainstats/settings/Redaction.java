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

    /** What stands behind the host of a web address, up to the options of ours. */
    private static final Pattern WEB_PATH =
            Pattern.compile("(?<![+\\w])(https?://[^/?#\\s,]*)[/?][^#\\s,]+");

    private Redaction() {}

    /**
     * The value of a setting. Of addresses that are mostly secrets as a whole, as those of webhooks
     * and of lists that somebody pays for, the host alone is shown.
     */
    public static String of(SettingKey key, String text) {
        String plain = of(text);
        return switch (key) {
            case EVENT_OUTPUTS, HINTS -> WEB_PATH.matcher(plain).replaceAll("$1/" + HIDDEN);
            default -> plain;
        };
    }

    /** The text, with passwords and keys in URLs replaced by asterisks. */
    public static String of(String text) {
        String withoutUser = USER_INFO.matcher(text).replaceAll(HIDDEN + "@");
        return QUERY_SECRET.matcher(withoutUser).replaceAll("$1" + HIDDEN);
    }
}
