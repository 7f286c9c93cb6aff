package org.domainstats.registrationdata;

import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What RDAP's 404 means: mostly that nobody has registered the name, but also that nobody can, that
 * another server should have been asked, or less often.
 */
final class RdapNotFound {

    private static final Pattern RESERVED =
            Pattern.compile(
                    "registry reserved|(?:is|name|domain) reserved|reserved (?:name|domain|by)"
                            + "|not available for registration|cannot be registered"
                            + "|blocked by",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern NOT_OURS =
            Pattern.compile(
                    "(?:tld|top[- ]level domain|zone)[^\\n]{0,40} not"
                            + " (?:supported|served|managed|handled)"
                            + "|(?:unsupported|invalid|unknown) (?:tld|top[- ]level domain|zone)"
                            + "|under tld [^\\n]{0,40}(?:n't| not) exist"
                            + "|information about the requested zone"
                            + "|no [a-z ]{0,20}rdap (?:server|service)|not authoritative",
                    Pattern.CASE_INSENSITIVE);

    /** Longer lines of notices are terms of use, which speak of all that there is. */
    private static final int SENTENCE = 120;

    private RdapNotFound() {}

    /**
     * Reads the words of a 404.
     *
     * @param words what it says for people; empty if nothing
     * @param authoritative whether its server is authoritative for the name
     */
    static ParsedReply read(String words, boolean authoritative) {
        ParsedReply other = other(words);
        if (other != null) {
            return other;
        }
        if (!authoritative) {
            return ParsedReply.unusable(
                    "RDAP found no such object, but is not authoritative for it",
                    "404",
                    Health.REFUSING);
        }
        return ParsedReply.of(new Unregistered(Source.RDAP), "404 from the registry");
    }

    /** What else they may say than that nobody has the name; null if nothing. */
    private static @Nullable ParsedReply other(String words) {
        if (NOT_OURS.matcher(words).find()) {
            return ParsedReply.unusable(
                    "RDAP is not authoritative for this TLD", "404", Health.REFUSING);
        }
        for (String line : words.split("\n", -1)) {
            if (line.length() > SENTENCE) {
                continue;
            }
            Matcher reserved = RESERVED.matcher(line);
            if (reserved.find()) {
                return barredBy(line.substring(reserved.start()));
            }
            StatusPhrases.Kind kind = kind(line);
            if (kind == StatusPhrases.Kind.BARRED) {
                return barredBy(line);
            }
            if (kind == StatusPhrases.Kind.THROTTLED) {
                return RdapReader.throttled("404 with the words of a rate limit");
            }
        }
        return null;
    }

    /** That nobody may register the name, if an error says so; null otherwise. */
    static @Nullable ParsedReply barred(String words) {
        return words.lines()
                .filter(line -> line.length() <= SENTENCE)
                .filter(line -> kind(line) == StatusPhrases.Kind.BARRED)
                .map(RdapNotFound::barredBy)
                .findFirst()
                .orElse(null);
    }

    private static ParsedReply barredBy(String line) {
        return ParsedReply.of(
                new Undisclosed(null, Source.RDAP, BarredReasons.of(line)), "error, but: " + line);
    }

    private static StatusPhrases.@Nullable Kind kind(String line) {
        StatusPhrases.Kind kind = StatusPhrases.atBeginning(line);
        return kind != null ? kind : StatusPhrases.within(line);
    }
}
