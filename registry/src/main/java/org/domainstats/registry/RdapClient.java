package org.domainstats.registry;

import org.domainstats.base.Deadline;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.ClientRequest;
import org.domainstats.httpclient.ClientResponse;
import org.domainstats.httpclient.ExchangeException;
import org.domainstats.httpclient.HostPort;
import org.domainstats.httpclient.HttpDates;
import org.domainstats.httpclient.Redirects;
import org.domainstats.httpclient.ResponseHead;
import org.domainstats.model.Printable;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.registrationdata.ParsedReply;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.domainstats.registrationdata.RdapReader;
import org.domainstats.registrations.RegistrationRequest;
import org.domainstats.registrations.RegistrationSource.Trace;
import org.domainstats.registry.RdapServer.Listed;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Queries an RDAP server about a domain (RFC 7480, 9082), within its rate limit and a deadline. */
final class RdapClient {

    static final String BROKEN_OFF = "the query broke off";

    private static final int LARGEST = 1 << 20;

    /** Both types, as about a quarter of the servers know only the second. */
    private static final String ACCEPT = "application/rdap+json, application/json";

    private final BlockingHttpClient http;
    private final RdapReader reader;
    private final HostRateLimiter rateLimiter;
    private final Clock clock;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final Duration longest;

    /**
     * @param longest the most time that one question may take, redirects and waiting included
     */
    RdapClient(
            BlockingHttpClient http,
            RdapReader reader,
            HostRateLimiter rateLimiter,
            Clock clock,
            Duration longest) {
        this.http = http;
        this.reader = reader;
        this.rateLimiter = rateLimiter;
        this.clock = clock;
        this.longest = longest;
    }

    /** Queries; whatever the server does becomes a parsed reply. */
    ParsedReply query(RdapServer server, RegistrationRequest request, Trace trace) {
        Question question = new Question(server, request, Deadline.in(longest), trace);
        URI at = server.question(request.domain());
        Redirects redirects = new Redirects(at);
        while (true) {
            switch (question.hop(at, redirects)) {
                case Step.Done done -> {
                    return done.parsed();
                }
                case Step.Redirected onward -> at = onward.to();
            }
        }
    }

    private sealed interface Step {
        record Done(ParsedReply parsed) implements Step {}

        record Redirected(URI to) implements Step {}
    }

    private final class Question {

        private final RdapServer server;
        private final RegistrationRequest request;
        private final Deadline deadline;
        private final Trace trace;

        Question(RdapServer server, RegistrationRequest request, Deadline deadline, Trace trace) {
            this.server = server;
            this.request = request;
            this.deadline = deadline;
            this.trace = trace;
        }

        /** Every hop is a query to a host, and needs a permit for it. */
        Step hop(URI at, Redirects redirects) {
            HostPort host;
            try {
                host = HostPort.of(at);
            } catch (ExchangeException e) {
                return new Step.Done(failed(e));
            }
            Duration timeout = shorter(HostRateLimiter.MAX_WAIT, deadline.remaining());
            return switch (rateLimiter.acquire(host, request, timeout)) {
                case Permit.Deferred held -> new Step.Done(held(held));
                case Permit.Granted granted -> exchange(at, redirects, granted);
            };
        }

        private Step exchange(URI at, Redirects redirects, Permit.Granted permit) {
            AtomicReference<@Nullable ResponseHead> head = new AtomicReference<>();
            Health health = Health.FAILING;
            Instant heldUntil = null;
            String because = BROKEN_OFF;
            Step step;
            try {
                ClientResponse reply =
                        http.exchange(
                                ClientRequest.get(at).header("Accept", ACCEPT),
                                LARGEST,
                                deadline,
                                head::set);
                trace.step(Printable.of(at.getHost()) + " answered " + reply.status());
                step = step(at, redirects, reply);
                health = health(step);
                because = because(step);
            } catch (ExchangeException e) {
                step = new Step.Done(failed(e));
                because = because(step);
            } finally {
                heldUntil = end(permit, health, head.get(), because);
            }
            return step instanceof Step.Done done
                    ? new Step.Done(done.parsed().heldUntil(heldUntil))
                    : step;
        }

        /** What the host asks for in its head holds, be its body broken, too large or too slow. */
        private @Nullable Instant end(
                Permit.Granted permit, Health health, @Nullable ResponseHead head, String because) {
            Instant retryAfter =
                    head == null
                            ? null
                            : HttpDates.retryAfter(head.header("retry-after"), clock.instant());
            boolean throttled =
                    head != null
                            && (head.status() == TOO_MANY_REQUESTS
                                    || head.status() == UNAVAILABLE && retryAfter != null);
            return permit.end(throttled ? Health.THROTTLING : health, retryAfter, because);
        }

        private Step step(URI at, Redirects redirects, ClientResponse reply)
                throws ExchangeException {
            if (Redirects.isRedirect(reply.status())) {
                URI next = redirects.follow(at, reply.header("location"));
                trace.step("redirected to " + Printable.of(next.toString()));
                return new Step.Redirected(next);
            }
            ParsedReply parsed =
                    reader.read(
                            reply.status(), reply.body(), request.domain(), isAuthoritative(reply));
            trace.step(Printable.of(parsed.because()));
            return new Step.Done(parsed);
        }

        /**
         * A path in our own table may have rotted, and then everything below it is 404. Only a 404
         * in RDAP counts there.
         */
        private boolean isAuthoritative(ClientResponse reply) {
            return server.listed() != Listed.BUILT_IN || RdapReader.isError(reply.body());
        }

        private ParsedReply failed(ExchangeException failure) {
            String words = failure.reason();
            trace.step(words);
            return ParsedReply.unusable(name() + ": " + words, words, Health.FAILING);
        }

        private ParsedReply held(Permit.Deferred held) {
            trace.step("not queried: " + held.reason() + ", next query at " + held.notBefore());
            return new ParsedReply(
                    new Unreachable(name() + ": " + held.reason(), held.notBefore(), held.soon()),
                    held.reason(),
                    held.soon() ? Health.OK : Health.FAILING);
        }

        private String name() {
            return server.base().getHost();
        }
    }

    private static String because(Step step) {
        return switch (step) {
            case Step.Redirected onward -> "redirected";
            case Step.Done done -> done.parsed().because();
        };
    }

    private static Health health(Step step) {
        return switch (step) {
            case Step.Redirected onward -> Health.OK;
            case Step.Done done -> done.parsed().health();
        };
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
