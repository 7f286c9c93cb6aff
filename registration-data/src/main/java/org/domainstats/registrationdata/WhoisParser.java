package org.domainstats.registrationdata;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the text of a WHOIS reply (RFC 3912) says of a domain, by rules over labels, parts and
 * phrases, as no two registries write alike. Pure, but for the clock.
 *
 * <p>A wrong date is worse than none, see {@link WhoisDates}. A name that nobody can register
 * (reserved, blocked, in quarantine) is {@link Undisclosed}: it is neither new nor free, and asking
 * again soon is no use.
 */
public final class WhoisParser {

    /** Longer lines are of terms of use, which speak of premium names in general. */
    private static final int SHORT = 80;

    /** A server that refuses us says so and no more; beside terms of use there are more lines. */
    private static final int FEW = 4;

    private static final Set<String> STATUS =
            Set.of(
                    "status",
                    "state",
                    "estado",
                    "statut",
                    "stato",
                    "durum",
                    "stav",
                    "availability",
                    "disponibilidad",
                    "domaintype",
                    "result");

    private final Clock clock;

    public WhoisParser(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads a reply.
     *
     * @param asked the domain asked for, or null if nobody knows any more
     */
    public ParsedReply read(String reply, @Nullable DomainName asked) {
        if (!JsonReply.is(reply)) {
            return plain(reply, asked);
        }
        try {
            return plain(JsonReply.lines(reply), asked);
        } catch (IOException broken) {
            return ill("a WHOIS reply in JSON that is broken", "JSON that cannot be read");
        }
    }

    private ParsedReply plain(String reply, @Nullable DomainName asked) {
        if (reply.startsWith("HTTP/")) {
            // Its "404 Not Found" is about a page.
            return ill("a web server on the WHOIS port", "a reply in HTTP");
        }
        List<WhoisLine> lines = WhoisLine.of(reply);
        List<WhoisField> fields = WhoisText.fields(lines);
        WhoisSubject subject = WhoisSubject.of(fields, asked);
        if (subject.other() != null) {
            return ill("a WHOIS reply about another domain", subject.other());
        }
        WhoisDates dates = new WhoisDates(subject.fields(), subject.tld(), clock.instant());
        ParsedReply dated = dates.registration();
        if (dated != null) {
            return dated;
        }
        List<String> sentences = LeadingSentences.of(lines);
        if (asked != null) {
            sentences.removeIf(sentence -> MentionedNames.onlyOthers(sentence, asked));
        }
        ParsedReply undated = undated(sentences, subject, dates);
        return undated.outcome() instanceof Unregistered
                        && asked != null
                        && WhoisAuthority.excludes(lines, asked)
                ? ill("a WHOIS server that has no say over this domain", undated.because())
                : heldAsAsked(undated, reply);
    }

    private ParsedReply heldAsAsked(ParsedReply reading, String reply) {
        Duration wait = reading.mood() == Health.THROTTLING ? RetryAfterPhrases.in(reply) : null;
        return wait == null ? reading : reading.heldUntil(clock.instant().plus(wait));
    }

    private static ParsedReply undated(
            List<String> sentences, WhoisSubject subject, WhoisDates dates) {
        Map<StatusPhrases.Kind, String> said = said(sentences, subject.fields());
        boolean record = subject.isRecord() || said.containsKey(StatusPhrases.Kind.TAKEN);
        for (StatusPhrases.Kind kind : StatusPhrases.Kind.values()) {
            String words = said.get(kind);
            if (words != null && !(kind == StatusPhrases.Kind.ABSENT && record)) {
                return told(kind, words);
            }
        }
        if (record) {
            return ParsedReply.of(
                    new Undisclosed(dates.until(Instant.MIN), Source.WHOIS),
                    "a record without a date of registration");
        }
        return sentences.size() <= FEW && sentences.stream().anyMatch(QuotaPhrases::hintedAt)
                ? told(StatusPhrases.Kind.THROTTLED, sentences.getFirst())
                : ill("a WHOIS reply that says nothing of the domain", "no line we understand");
    }

    /** The first words of each kind: of a status, of the beginning of a sentence, or within one. */
    private static Map<StatusPhrases.Kind, String> said(
            List<String> sentences, List<WhoisField> fields) {
        Map<StatusPhrases.Kind, String> said = new EnumMap<>(StatusPhrases.Kind.class);
        for (WhoisField field : fields) {
            StatusPhrases.Kind kind =
                    isStatus(field.words()) ? StatusPhrases.status(field.value()) : null;
            if (kind != null) {
                said.putIfAbsent(kind, field.quote());
            }
        }
        for (String sentence : sentences) {
            StatusPhrases.Kind kind = StatusPhrases.begun(sentence);
            if (kind != null) {
                said.putIfAbsent(kind, sentence);
            }
            StatusPhrases.Kind within = StatusPhrases.within(sentence);
            if (within != null && (said.isEmpty() || bars(within, sentence))) {
                said.putIfAbsent(within, sentence);
            }
        }
        return said;
    }

    /** "No match. It is a premium name": what bars a name outweighs that it is not there. */
    private static boolean bars(StatusPhrases.Kind kind, String sentence) {
        return kind == StatusPhrases.Kind.RESERVED && sentence.length() <= SHORT;
    }

    /** A registrant's state is none: "Free State" is in South Africa. */
    private static boolean isStatus(List<String> words) {
        return !Collections.disjoint(words, STATUS) && !LabelMeanings.isParty(words);
    }

    private static ParsedReply told(StatusPhrases.Kind kind, String said) {
        return switch (kind) {
            case THROTTLED ->
                    ParsedReply.unusable("WHOIS asks us to slow down", said, Health.THROTTLING);
            case DOWN -> ill("WHOIS is out of order", said);
            case REFUSED -> ParsedReply.unusable("WHOIS refused the question", said, Health.CHOOSY);
            case RESERVED -> ParsedReply.of(new Undisclosed(null, Source.WHOIS), said);
            case ABSENT -> ParsedReply.of(new Unregistered(Source.WHOIS), said);
            case TAKEN -> ParsedReply.of(new Undisclosed(null, Source.WHOIS), said);
        };
    }

    private static ParsedReply ill(String reason, String because) {
        return ParsedReply.unusable(reason, because, Health.ILL);
    }
}
