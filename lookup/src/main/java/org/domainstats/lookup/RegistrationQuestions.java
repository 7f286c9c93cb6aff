package org.domainstats.lookup;

import org.domainstats.base.Deadline;
import org.domainstats.lookup.cache.AnswerCache;
import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.model.DomainName;
import org.domainstats.model.PublicName;
import org.domainstats.registrations.QueryClient;
import org.domainstats.registrations.RegistrationFetch;
import org.domainstats.registrations.RegistrationRefresher;
import org.domainstats.registrations.RegistrationRequest;
import org.domainstats.registrations.RegistrationRequest.Urgency;
import org.domainstats.registrations.SingleFlight.Call;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Questions about one registration in particular, by people who want to know why it is so. */
public final class RegistrationQuestions {

    /** Whoever asks again within it is shown what was said: registries count questions. */
    private static final Duration RECENT = Duration.ofMinutes(1);

    private final RegistrationRefresher refresher;
    private final AnswerCache cache;
    private final PrivateNames privateNames;
    private final boolean hasRegistry;
    private final InstantSource clock;

    RegistrationQuestions(
            RegistrationRefresher refresher,
            AnswerCache cache,
            PrivateNames privateNames,
            boolean hasRegistry,
            InstantSource clock) {
        this.refresher = refresher;
        this.cache = cache;
        this.privateNames = privateNames;
        this.hasRegistry = hasRegistry;
        this.clock = clock;
    }

    /** What became of a question. */
    public enum Result {
        /** It was asked, now or a moment ago. */
        ASKED,
        /** It goes on; what is said will be stored. */
        PENDING,
        /** The name never leaves the local network. */
        PRIVATE,
        /** No source is asked by this server. */
        NO_SOURCE,
        /** Too many are asked already. */
        BUSY
    }

    /** How a source was last asked about a domain; empty if it was not since the start. */
    public Optional<RegistrationFetch> last(DomainName domain) {
        return refresher.lastFetch(domain);
    }

    /**
     * Has the sources asked whatever is stored, and answers made from what they say. Blocks.
     *
     * @param wait how long it waits for them
     */
    public Result askAnew(PublicName name, QueryClient client, Duration wait) {
        if (privateNames.contains(name.host())) {
            return Result.PRIVATE;
        }
        if (!hasRegistry) {
            return Result.NO_SOURCE;
        }
        if (isRecent(name.domain())) {
            return Result.ASKED;
        }
        RegistrationRequest request = new RegistrationRequest(name.domain(), Urgency.AGAIN, client);
        Optional<Call> call = refresher.askAnew(request);
        if (call.isEmpty()) {
            return Result.BUSY;
        }
        boolean done = call.get().await(Deadline.in(wait));
        cache.withdraw(name.site());
        return done ? Result.ASKED : Result.PENDING;
    }

    private boolean isRecent(DomainName domain) {
        return last(domain)
                .filter(fetch -> fetch.at().isAfter(clock.instant().minus(RECENT)))
                .isPresent();
    }
}
