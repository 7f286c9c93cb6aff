package org.domainstats.composition;

import org.domainstats.dashboard.RegistrationHistory;
import org.domainstats.lookup.RegistrationQuestions;
import org.domainstats.lookup.RegistrationQuestions.Result;
import org.domainstats.model.PublicName;
import org.domainstats.registrations.QueryClient;
import org.domainstats.registrations.RegistrationExplanation;
import org.domainstats.registrations.RegistrationFetch;

import java.time.Duration;
import java.util.Optional;

/** What the pages say of a registration, by what this server stores and by its sources. */
record RegistrationAnswers(RegistrationExplanation stored, RegistrationQuestions questions)
        implements RegistrationHistory {

    /** Shorter than a stop may take. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    @Override
    public Explanation of(PublicName name) {
        return explanation(name, "");
    }

    @Override
    public Explanation askAnew(PublicName name, String client) {
        Result result = questions.askAnew(name, new QueryClient(client), WAIT);
        return explanation(
                name,
                switch (result) {
                    case ASKED -> "";
                    case PENDING -> "still being asked: what is said will be stored";
                    case PRIVATE ->
                            "not asked: prohibited-tlds and prohibited-domains keep the name here";
                    case NO_SOURCE -> "not asked: the settings rdap and whois are off";
                    case BUSY -> "not asked: too many registrations are asked about already";
                });
    }

    private Explanation explanation(PublicName name, String notice) {
        Optional<Asked> asked = questions.last(name.domain()).map(RegistrationAnswers::asked);
        return new Explanation(stored.stored(name), asked.orElse(null), notice);
    }

    private static Asked asked(RegistrationFetch fetch) {
        return new Asked(
                fetch.at(),
                fetch.taken(),
                fetch.steps().stream().map(each -> new Step(each.after(), each.text())).toList(),
                RegistrationExplanation.words(fetch.outcome()));
    }
}
