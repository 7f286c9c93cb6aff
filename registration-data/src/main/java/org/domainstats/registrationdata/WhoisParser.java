package org.domainstats.registrationdata;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.domainstats.registrationdata.WhoisStatements.Place;
import org.domainstats.registrationdata.WhoisStatements.Statement;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the text of a WHOIS reply (RFC 3912) says of a domain, by rules over labels, parts and
 * phrases, as no two registries write alike. Pure, but for the clock.
 *
 * <p>A wrong date is worse than none, see {@link WhoisDates}. A name that nobody may register
 * (reserved, blocked, in quarantine) is {@link Undisclosed} with a reason: it is neither new nor
 * free, and asking again soon is no use. Evidence for a record outranks phrases, as terms of use
 * have such phrases too.
 */
public final class WhoisParser {

    /** The most sentences of a refusal; replies with terms of use have more. */
    private static final int FEW = 4;

    private final Clock clock;

    public WhoisParser(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads a reply.
     *
     * @param queried the domain that was queried, or null if unknown
     */
    public ParsedReply read(String reply, @Nullable DomainName queried) {
        try {
            if (JsonReply.is(reply)) {
                return plain(JsonReply.lines(reply), queried);
            }
            return plain(XmlReply.is(reply) ? XmlReply.lines(reply) : reply, queried);
        } catch (IOException broken) {
            return failing("a WHOIS reply in JSON or XML that is broken", "it cannot be read");
        }
    }

    private ParsedReply plain(String reply, @Nullable DomainName queried) {
        if (reply.startsWith("HTTP/")) {
            // Its "404 Not Found" is about a page.
            return failing("a web server on the WHOIS port", "a reply in HTTP");
        }
        List<WhoisLine> lines = WhoisLine.of(reply);
        WhoisSubject subject = WhoisSubject.of(WhoisText.fields(lines), queried);
        WhoisDates dates = new WhoisDates(subject.fields(), subject.tld(), clock.instant());
        ParsedReply dated = dates.registration();
        if (subject.other() != null) {
            return subject.isParent() && (dated != null || subject.isRecord())
                    ? undisclosed(null, "a record of " + subject.other() + ", which it is below")
                    : failing("a WHOIS reply about another domain", subject.other());
        }
        return dated != null ? dated : undated(reply, lines, subject, dates, queried);
    }

    private ParsedReply undated(
            String reply,
            List<WhoisLine> lines,
            WhoisSubject subject,
            WhoisDates dates,
            @Nullable DomainName queried) {
        List<String> sentences = LeadingSentences.of(lines, queried);
        ParsedReply undated = undated(sentences, subject, dates);
        if (undated.outcome() instanceof Unregistered
                && queried != null
                && WhoisAuthority.excludes(lines, queried)) {
            return ParsedReply.unusable(
                    "a WHOIS server that is not authoritative for this domain",
                    undated.because(),
                    Health.REFUSING);
        }
        Duration wait = undated.health() == Health.THROTTLING ? RetryAfterPhrases.in(reply) : null;
        return wait == null ? undated : undated.heldUntil(clock.instant().plus(wait));
    }

    private static ParsedReply undated(
            List<String> sentences, WhoisSubject subject, WhoisDates dates) {
        WhoisStatements statements = WhoisStatements.of(sentences, subject.fields());
        Evidence evidence = Evidence.of(subject, statements);
        for (StatusPhrases.Kind kind : StatusPhrases.Kind.values()) {
            Statement statement = statements.find(kind);
            if (statement != null && !evidence.outranks(kind, statement.place())) {
                return outcome(kind, statement.text());
            }
        }
        boolean hidden = subject.isNamed() && sentences.stream().anyMatch(StatusPhrases::hidesData);
        if (hidden || evidence != Evidence.NONE) {
            return undisclosed(dates.until(Instant.MIN), "a record without a date of registration");
        }
        for (String sentence : sentences) {
            StatusPhrases.Kind kind = unlistedStatement(sentence, sentences.size());
            if (kind != null) {
                return outcome(kind, sentence);
            }
        }
        return failing("a WHOIS reply that says nothing of the domain", "no line we understand");
    }

    /** What a sentence says in words that are no phrase we know. */
    private static StatusPhrases.@Nullable Kind unlistedStatement(String sentence, int sentences) {
        boolean excess = QuotaPhrases.isHint(sentence) || RefusalWording.isExcess(sentence);
        return sentences <= FEW && excess
                ? StatusPhrases.Kind.THROTTLED
                : RefusalWording.of(sentence);
    }

    /** How much of a reply is the record of a registered domain. */
    private enum Evidence {
        NONE,
        /** The domain and one that has to do with it. */
        SLIGHT,
        /** A status that only registered domains have. */
        STATUS,
        /** Several that have to do with the domain. */
        RECORD;

        static Evidence of(WhoisSubject subject, WhoisStatements statements) {
            if (subject.isRecord()) {
                return RECORD;
            }
            if (statements.find(StatusPhrases.Kind.TAKEN) != null) {
                return STATUS;
            }
            return subject.isSlightRecord() ? SLIGHT : NONE;
        }

        /** Whether a phrase in a certain place is no reason to doubt the record. */
        boolean outranks(StatusPhrases.Kind kind, Place place) {
            return switch (kind) {
                case THROTTLED, DOWN, REFUSED ->
                        this == RECORD || this != NONE && place == Place.WITHIN;
                case BARRED -> this == RECORD && place != Place.STATUS;
                case ABSENT -> this == RECORD || this == STATUS;
                case TAKEN, HIDDEN -> false;
            };
        }
    }

    private static ParsedReply outcome(StatusPhrases.Kind kind, String text) {
        return switch (kind) {
            case THROTTLED ->
                    ParsedReply.unusable("WHOIS rate limit reached", text, Health.THROTTLING);
            case DOWN -> failing("WHOIS reports an outage", text);
            case REFUSED ->
                    ParsedReply.unusable("WHOIS refused the question", text, Health.REFUSING);
            case BARRED ->
                    ParsedReply.of(
                            new Undisclosed(null, Source.WHOIS, BarredReasons.of(text)), text);
            case ABSENT -> ParsedReply.of(new Unregistered(Source.WHOIS), text);
            case TAKEN, HIDDEN -> undisclosed(null, text);
        };
    }

    private static ParsedReply undisclosed(@Nullable Instant until, String because) {
        return ParsedReply.of(new Undisclosed(until, Source.WHOIS), because);
    }

    private static ParsedReply failing(String reason, String because) {
        return ParsedReply.unusable(reason, because, Health.FAILING);
    }
}
