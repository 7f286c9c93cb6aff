package org.domainstats.registry;

import org.domainstats.base.Deadline;
import org.domainstats.http.BlockingHttpClient;
import org.domainstats.http.ClientRequest;
import org.domainstats.http.ClientResponse;
import org.domainstats.http.ExchangeException;
import org.domainstats.http.HostPort;
import org.domainstats.http.HttpDates;
import org.domainstats.http.Redirects;
import org.domainstats.lookup.RegistrationSource.Trace;
import org.domainstats.model.DomainName;
import org.domainstats.model.Printable;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.registrationdata.ParsedReply;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.domainstats.registrationdata.RdapReader;
import org.domainstats.registry.RdapServer.Listed;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Asks an RDAP server about a domain (RFC 7480, 9082), in turn, within a deadline. */
final class RdapClient {

    private static final int LARGEST = 1 << 20;

    /** How long one question may wait for its turn at a host before it is put off. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Both types, as about a quarter of the servers know only the second. */
    private static final String ACCEPT = "application/rdap+json, application/json";

    private final BlockingHttpClient http;
    private final RdapReader reader;
    private final HostRateLimiter politeness;
    private final Clock clock;
    private final Duration longest;

    /**
     * @param longest the most time that one question may take, redirects and waiting included
     */
    RdapClient(
            BlockingHttpClient http,
            RdapReader reader,
            HostRateLimiter politeness,
            Clock clock,
            Duration longest) {
        this.http = http;
        this.reader = reader;
        this.politeness = politeness;
        this.clock = clock;
        this.longest = longest;
    }

    /** Asks; whatever the server does comes back as a reading. */
    ParsedReply ask(RdapServer server, DomainName domain, Trace trace) {
        Question question = new Question(server, domain, Deadline.in(longest), trace);
        URI at = server.question(domain);
        Redirects redirects = new Redirects(at);
        while (true) {
            switch (question.hop(at, redirects)) {
                case Step.Done done -> {
                    return done.reading();
                }
                case Step.Redirected onward -> at = onward.to();
            }
        }
    }

    private sealed interface Step {
        record Done(ParsedReply reading) implements Step {}

        record Redirected(URI to) implements Step {}
    }

    private final class Question {

        private final RdapServer server;
        private final DomainName domain;
        private final Deadline deadline;
        private final Trace trace;

        Question(RdapServer server, DomainName domain, Deadline deadline, Trace trace) {
            this.server = server;
            this.domain = domain;
            this.deadline = deadline;
            this.trace = trace;
        }

        /** Every hop is a question to somebody, and waits for its turn there. */
        Step hop(URI at, Redirects redirects) {
            HostPort host;
            try {
                host = HostPort.of(at);
            } catch (ExchangeException e) {
                return new Step.Done(failed(e));
            }
            return switch (politeness.take(host, shorter(PATIENCE, deadline.remaining()))) {
                case Permit.Held held -> new Step.Done(held(held));
                case Permit.Granted granted -> exchange(at, redirects, granted);
            };
        }

        private Step exchange(URI at, Redirects redirects, Permit.Granted turn) {
            Health mood = Health.ILL;
            Instant retryAfter = null;
            Instant heldUntil = null;
            Step step;
            try {
                ClientResponse reply =
                        http.exchange(
                                ClientRequest.get(at).header("Accept", ACCEPT), LARGEST, deadline);
                trace.step(Printable.of(at.getHost()) + " answered " + reply.status());
                step = step(at, redirects, reply);
                retryAfter = HttpDates.retryAfter(reply.header("retry-after"), clock.instant());
                mood = mood(step, reply.status(), retryAfter);
            } catch (ExchangeException e) {
                step = new Step.Done(failed(e));
            } finally {
                heldUntil = turn.end(mood, retryAfter);
            }
            return step instanceof Step.Done done
                    ? new Step.Done(done.reading().heldUntil(heldUntil))
                    : step;
        }

        private Step step(URI at, Redirects redirects, ClientResponse reply)
                throws ExchangeException {
            if (Redirects.isRedirect(reply.status())) {
                URI next = redirects.follow(at, reply.header("location"));
                trace.step("redirected to " + Printable.of(next.toString()));
                return new Step.Redirected(next);
            }
            ParsedReply reading =
                    reader.read(reply.status(), reply.body(), domain, hasTheSay(reply));
            trace.step(Printable.of(reading.because()));
            return new Step.Done(reading);
        }

        /**
         * A path in our own table may have rotted, and then everything below it is 404. Only a
         * server that says so in RDAP is believed there.
         */
        private boolean hasTheSay(ClientResponse reply) {
            return server.listed() != Listed.BY_US || RdapReader.isError(reply.body());
        }

        private ParsedReply failed(ExchangeException failure) {
            String words = failure.reason();
            trace.step(words);
            return ParsedReply.unusable(name() + ": " + words, words, Health.ILL);
        }

        private ParsedReply held(Permit.Held held) {
            trace.step("not asked: " + held.reason() + ", next turn at " + held.notBefore());
            return new ParsedReply(
                    new Unreachable(name() + ": " + held.reason(), held.notBefore()),
                    held.reason(),
                    held.soon() ? Health.WELL : Health.ILL);
        }

        private String name() {
            return server.base().getHost();
        }
    }

    private static Health mood(Step step, int status, @Nullable Instant retryAfter) {
        Health mood =
                switch (step) {
                    case Step.Redirected onward -> Health.WELL;
                    case Step.Done done -> done.reading().mood();
                };
        return status == 503 && retryAfter != null ? Health.THROTTLING : mood;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
