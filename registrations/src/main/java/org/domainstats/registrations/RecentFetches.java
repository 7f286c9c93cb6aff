package org.domainstats.registrations;

import org.domainstats.model.DomainName;
import org.domainstats.model.Printable;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.registrations.RegistrationSource.Trace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the sources of registrations were asked last, step by step, for people. In memory only. */
final class RecentFetches {

    /** Two kilobytes each where registries say much. */
    private static final int MOST = 1_000;

    private static final int MOST_STEPS = 24;
    private static final int LONGEST_STEP = 200;

    private final Map<DomainName, RegistrationFetch> fetches = new LinkedHashMap<>();

    /** Takes the place of what is there of the domain. */
    synchronized void add(DomainName domain, RegistrationFetch fetch) {
        fetches.remove(domain);
        fetches.put(domain, fetch);
        if (fetches.size() > MOST) {
            fetches.remove(fetches.keySet().iterator().next());
        }
    }

    synchronized Optional<RegistrationFetch> find(DomainName domain) {
        return Optional.ofNullable(fetches.get(domain));
    }

    synchronized void remove(DomainName domain) {
        fetches.remove(domain);
    }

    /** Notes the steps of one fetch with their times. Registries wrote part of them. */
    static final class Steps implements Trace {

        private final long begun = System.nanoTime();
        private final List<RegistrationFetch.Step> steps = new ArrayList<>();

        @Override
        public synchronized void step(String text) {
            if (steps.size() < MOST_STEPS) {
                steps.add(new RegistrationFetch.Step(taken(), Printable.of(text, LONGEST_STEP)));
            }
        }

        private Duration taken() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }

        synchronized RegistrationFetch fetch(Instant at, RegistrationOutcome outcome) {
            return new RegistrationFetch(at, taken(), steps, outcome);
        }
    }
}
