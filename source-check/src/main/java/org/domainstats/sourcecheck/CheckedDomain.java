package org.domainstats.sourcecheck;

import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.registry.SeparateOutcomes;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * A domain with what was said of it.
 *
 * @param agreed the pairs of sources whose statements are the same
 * @param disagreed the pairs that contradict each other; a pair is in neither set where one of the
 *     two says nothing that could be compared
 */
public record CheckedDomain(
        SampledDomain sampled,
        SeparateOutcomes outcomes,
        Set<Comparison> agreed,
        Set<Comparison> disagreed) {

    /** What a domain counts as. */
    public enum Result {
        AGREED,
        DISAGREED,
        NOT_COMPARED
    }

    static CheckedDomain of(SampledDomain sampled, SeparateOutcomes outcomes) {
        Set<Comparison> agreed = EnumSet.noneOf(Comparison.class);
        Set<Comparison> disagreed = EnumSet.noneOf(Comparison.class);
        for (Comparison comparison : Comparison.values()) {
            Boolean same = compare(comparison, sampled.known(), outcomes);
            if (same != null) {
                (same ? agreed : disagreed).add(comparison);
            }
        }
        return new CheckedDomain(sampled, outcomes, agreed, disagreed);
    }

    public Result result() {
        if (!disagreed.isEmpty()) {
            return Result.DISAGREED;
        }
        return agreed.isEmpty() ? Result.NOT_COMPARED : Result.AGREED;
    }

    private static @Nullable Boolean compare(
            Comparison comparison, @Nullable Instant known, SeparateOutcomes outcomes) {
        return switch (comparison) {
            case RDAP_WITH_WHOIS -> compare(outcomes.rdap(), outcomes.whois());
            case RDAP_WITH_KNOWN -> compare(outcomes.rdap(), known);
            case WHOIS_WITH_KNOWN -> compare(outcomes.whois(), known);
        };
    }

    private static @Nullable Boolean compare(
            @Nullable RegistrationOutcome rdap, @Nullable RegistrationOutcome whois) {
        if (rdap instanceof Registered one && whois instanceof Registered other) {
            return DateAgreement.of(one, other);
        }
        Boolean takenByRdap = isTaken(rdap);
        Boolean takenByWhois = isTaken(whois);
        if (takenByRdap == null || takenByWhois == null) {
            return null;
        }
        // One that gives no date says nothing about the date of the other.
        return takenByRdap && takenByWhois ? null : takenByRdap.equals(takenByWhois);
    }

    private static @Nullable Boolean compare(
            @Nullable RegistrationOutcome outcome, @Nullable Instant known) {
        if (known == null) {
            return null;
        }
        return switch (outcome) {
            case Registered registered -> DateAgreement.of(registered, known);
            case Unregistered _ -> false;
            case null, default -> null;
        };
    }

    private static @Nullable Boolean isTaken(@Nullable RegistrationOutcome outcome) {
        return switch (outcome) {
            case null -> null;
            case Registered _ -> true;
            case Undisclosed _ -> true;
            case Unregistered _ -> false;
            case NoSource _ -> null;
            case Unreachable _ -> null;
        };
    }
}
