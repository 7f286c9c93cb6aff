package org.domainstats.registry;

import org.domainstats.model.DomainName;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.registry.Reading.Mood;
import org.domainstats.registry.WhoisField.Part;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the text of a WHOIS reply (RFC 3912) says of a domain, by rules over labels, parts and
 * phrases, as no two registries write alike. Pure, but for the clock.
 *
 * <p>A wrong date is worse than none: a date counts only under a label that tells the registration,
 * in a part that is not about somebody else, for the domain that was asked about. A name that
 * nobody can register (reserved, blocked, in quarantine) is {@link Undisclosed}: it is neither new
 * nor free, and asking again soon is no use.
 */
final class WhoisParser {

    /** Before the first domain names there were only sentinels: 1970-01-01, 0001-01-01. */
    private static final Instant FIRST_DOMAINS = Instant.parse("1985-01-01T00:00:00Z");

    /** Zones and clocks differ; a domain of the day after tomorrow is nonsense. */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(2);

    private static final Duration LONGEST_TERM = Duration.ofDays(150 * 365);

    private final Clock clock;

    WhoisParser(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads a reply.
     *
     * @param asked the domain asked for, or null if nobody knows any more
     */
    Reading read(String reply, @Nullable DomainName asked) {
        List<WhoisLine> lines = WhoisLine.of(reply);
        List<WhoisField> fields = WhoisText.fields(lines);
        WhoisSubject subject = WhoisSubject.of(fields, asked);
        if (subject.other() != null) {
            return ill("a WHOIS reply about another domain", subject.other());
        }
        Reading dated = dated(subject.fields(), subject.tld());
        if (dated != null) {
            return dated;
        }
        List<String> sentences = Sentences.of(lines);
        Reading undated = undated(sentences, subject);
        return undated.outcome() instanceof Unregistered
                        && asked != null
                        && Territory.excludes(sentences, asked)
                ? ill("a WHOIS server that has no say over this domain", undated.because())
                : undated;
    }

    private @Nullable Reading dated(List<WhoisField> fields, String tld) {
        DayOrder order = WhoisCustoms.order(tld);
        WhoisField best = null;
        WrittenDate bestDate = null;
        for (WhoisField field : fields) {
            if (rank(field) < 99 && (best == null || rank(field) < rank(best))) {
                WrittenDate date = DateReader.read(field.value(), order(field.hint(), order));
                if (date != null && isPlausible(instant(date, tld))) {
                    best = field;
                    bestDate = date;
                }
            }
        }
        if (best == null || bestDate == null) {
            return null;
        }
        Instant first = instant(bestDate, tld);
        return Reading.of(
                new Registered(
                        first,
                        null,
                        precision(bestDate, tld),
                        until(fields, tld, first),
                        Source.WHOIS),
                best.quote());
    }

    /** How sure a field is to tell the domain's registration; the lower the surer, 99 is not. */
    private static int rank(WhoisField field) {
        Labels.Tells tells = field.tells();
        if (tells == Labels.Tells.NOTHING) {
            return 99;
        }
        // A bare "created" or "registered" is also what contacts have; of two, the first is ours.
        boolean bare = field.words().size() == 1;
        int doubt = bare ? Math.max(tells.doubt, Labels.Tells.REGISTRATION.doubt) : tells.doubt;
        return switch (field.part()) {
            case DOMAIN -> doubt;
            case UNKNOWN -> bare ? doubt + 10 : doubt;
            case PARTY -> bare ? 99 : doubt + 20;
        };
    }

    private static DayOrder order(String hint, DayOrder usual) {
        String letters = String.join("", Words.of(hint));
        return letters.startsWith("d")
                ? DayOrder.DAY_FIRST
                : letters.startsWith("m") ? DayOrder.MONTH_FIRST : usual;
    }

    private boolean isPlausible(Instant instant) {
        return !instant.isBefore(FIRST_DOMAINS)
                && !instant.isAfter(clock.instant().plus(CLOCKS_DIFFER));
    }

    /** A day is its start in UTC, so that it stays the day that the registry shows. */
    private static Instant instant(WrittenDate date, String tld) {
        ZoneOffset offset = date.offset();
        ZoneId zone = offset != null ? offset : WhoisCustoms.zone(tld);
        return date.time() == null || zone == null
                ? date.day().atStartOfDay(ZoneOffset.UTC).toInstant()
                : date.day().atTime(date.time()).atZone(zone).toInstant();
    }

    private static Precision precision(WrittenDate date, String tld) {
        if (date.before()) {
            return Precision.BEFORE;
        }
        boolean exact =
                date.time() != null && (date.offset() != null || WhoisCustoms.zone(tld) != null);
        return exact ? Precision.SECOND : Precision.DAY;
    }

    private @Nullable Instant until(List<WhoisField> fields, String tld, Instant after) {
        DayOrder order = WhoisCustoms.order(tld);
        for (WhoisField field : fields) {
            if (field.part() != Part.PARTY
                    && field.tells() == Labels.Tells.NOTHING
                    && Labels.isExpiry(field.words())) {
                WrittenDate date = DateReader.read(field.value(), order(field.hint(), order));
                Instant until = date == null ? null : instant(date, tld);
                if (until != null
                        && until.isAfter(after)
                        && until.isBefore(clock.instant().plus(LONGEST_TERM))) {
                    return until;
                }
            }
        }
        return null;
    }

    private Reading undated(List<String> sentences, WhoisSubject subject) {
        Map<Message.Kind, String> said = said(sentences, subject.fields());
        boolean record = subject.isRecord() || said.containsKey(Message.Kind.TAKEN);
        for (Message.Kind kind : Message.Kind.values()) {
            String words = said.get(kind);
            if (words != null && !(kind == Message.Kind.ABSENT && record)) {
                return told(kind, words);
            }
        }
        return record
                ? Reading.of(
                        new Undisclosed(
                                until(subject.fields(), subject.tld(), FIRST_DOMAINS),
                                Source.WHOIS),
                        "a record without a date of registration")
                : ill("a WHOIS reply that says nothing of the domain", "no line we understand");
    }

    /** The first words of each kind: of a status, of the beginning of a sentence, or within one. */
    private static Map<Message.Kind, String> said(List<String> sentences, List<WhoisField> fields) {
        Map<Message.Kind, String> said = new EnumMap<>(Message.Kind.class);
        for (WhoisField field : fields) {
            Message.Kind kind = isStatus(field.words()) ? Message.status(field.value()) : null;
            if (kind != null) {
                said.putIfAbsent(kind, field.quote());
            }
        }
        for (String sentence : sentences) {
            Message.Kind kind = Message.begun(sentence);
            if (kind != null) {
                said.putIfAbsent(kind, sentence);
            }
        }
        if (said.isEmpty()) {
            for (String sentence : sentences) {
                Message.Kind kind = Message.within(sentence);
                if (kind != null) {
                    said.putIfAbsent(kind, sentence);
                }
            }
        }
        return said;
    }

    private static boolean isStatus(List<String> words) {
        return words.contains("status")
                || words.contains("state")
                || words.contains("estado")
                || words.contains("statut");
    }

    private static Reading told(Message.Kind kind, String said) {
        return switch (kind) {
            case THROTTLED -> Reading.unusable("WHOIS asks us to slow down", said, Mood.THROTTLING);
            case DOWN -> ill("WHOIS is out of order", said);
            case REFUSED -> Reading.unusable("WHOIS refused the question", said, Mood.CHOOSY);
            case RESERVED -> Reading.of(new Undisclosed(null, Source.WHOIS), said);
            case ABSENT -> Reading.of(new Unregistered(Source.WHOIS), said);
            case TAKEN -> Reading.of(new Undisclosed(null, Source.WHOIS), said);
        };
    }

    private static Reading ill(String reason, String because) {
        return Reading.unusable(reason, because, Mood.ILL);
    }
}
