package org.domainstats.lookup;

import org.domainstats.model.Answer;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Sighting;
import org.jspecify.annotations.Nullable;

/** What an answer that was not in the cache says of the registration, and who says so. */
public enum LookupResult {
    RDAP("rdap", "dated"),
    WHOIS("whois", "dated"),
    COMMUNITY("community", "dated"),
    FEED("feed", "dated"),
    HINT("hint", "dated"),
    MIGRATED("migrated", "dated"),
    /** Established by the known domains, which have no date. */
    ESTABLISHED("feed", "established"),
    /** There is no date, and none is to be had. */
    UNDATED("none", "undated"),
    /** No source had replied yet, or none could be reached. */
    PENDING("none", "pending"),
    NOT_PUBLIC("none", "not-public");

    private final String source;
    private final String result;

    LookupResult(String source, String result) {
        this.source = source;
        this.result = result;
    }

    /** Who says so, as a label of metrics. */
    public String source() {
        return source;
    }

    /** What is said, as a label of metrics. */
    public String result() {
        return result;
    }

    boolean isDated() {
        return result.equals("dated");
    }

    static LookupResult of(Answer answer) {
        if (!(answer.name() instanceof PublicName)) {
            return NOT_PUBLIC;
        }
        @Nullable RegistrationOutcome registration = answer.facts().registration();
        if (!(registration instanceof Registered)
                && answer.seen().byWeb() instanceof Sighting.Established) {
            return ESTABLISHED;
        }
        return switch (registration) {
            case Registered registered -> ofSource(registered);
            case Undisclosed _, Unregistered _, NoSource _ -> UNDATED;
            case Unreachable _ -> PENDING;
            case null -> PENDING;
        };
    }

    private static LookupResult ofSource(Registered registered) {
        return switch (registered.source()) {
            case RDAP -> RDAP;
            case WHOIS -> WHOIS;
            case COMMUNITY -> COMMUNITY;
            case FEED -> FEED;
            case HINT -> HINT;
            case MIGRATED -> MIGRATED;
        };
    }
}
