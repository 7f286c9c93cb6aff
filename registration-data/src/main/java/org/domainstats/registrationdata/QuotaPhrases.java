package org.domainstats.registrationdata;

import java.util.regex.Pattern;

/**
 * How registries report a rate limit in words, where the status code does not: 403 pages of several
 * gTLD hosts, and a 200 whose only notice reads "401 Unauthorized ... Quota exceeded (31/30)".
 *
 * <p>The words are about the question just asked. Terms of use, which come with good replies, speak
 * of limits in general and are not among them.
 */
final class QuotaPhrases {

    private static final Pattern PATTERN =
            Pattern.compile(
                    "(?:quota|limit|number of (?:allowed )?(?:queries|requests|lookups))"
                            + "[^\\n]{0,40}(?:exceeded|reached|exhausted)"
                            + "|exceeded[^\\n]{0,60}(?:quota|limit|number of|rate)"
                            + "|too many (?:requests|queries|connections|lookups)"
                            + "|(?:rate|request|query)[ -]?limit(?:ed|ing)? (?:is |was |in )?(?:hit|active|effect)"
                            + "|401 unauthorized"
                            + "|(?:temporarily|currently) (?:blocked|denied|blacklisted)"
                            + "|slow down|try again (?:later|in )",
                    Pattern.CASE_INSENSITIVE);

    /** What terms of use say as well, so that it counts only where there are none. */
    private static final Pattern WEAK_PATTERN =
            Pattern.compile(
                    "(?:been|is|was|are) rate[- ]limited"
                            + "|(?:limit|quota) of [^\\n]{0,30}(?:exceeded|reached)"
                            + "|quota reached"
                            + "|excessive (?:queries|requests|lookups|use)"
                            + "|(?:rate|frequency|interval) (?:is )?too (?:high|fast|short)"
                            + "|only (?:[0-9]+ (?:queries|requests|lookups)|query once)"
                            + "|blocked due to (?:abuse|excess)",
                    Pattern.CASE_INSENSITIVE);

    /** Beyond this a page is no notice, and a search over it only costs. */
    private static final int LONGEST = 16_384;

    private QuotaPhrases() {}

    static boolean in(String text) {
        return PATTERN.matcher(text.length() > LONGEST ? text.substring(0, LONGEST) : text).find();
    }

    /** Whether a line that stands alone is about too many questions. */
    static boolean isHint(String line) {
        return in(line) || WEAK_PATTERN.matcher(line).find();
    }
}
