package org.domainstats.registrationdata;

import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationDates;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Source;
import org.domainstats.registrationdata.WhoisField.Part;
import org.domainstats.registrationdata.dates.DateConventions;
import org.domainstats.registrationdata.dates.DateReader;
import org.domainstats.registrationdata.dates.DayOrder;
import org.domainstats.registrationdata.dates.WrittenDate;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Since when and until when a domain is registered, by the fields of a WHOIS reply. A date counts
 * only under a label that tells the registration, in a part that is not about somebody else, if it
 * can be read in one way and is one that a domain can have.
 */
final class WhoisDates {

    /** Seconds or milliseconds since 1970, perhaps. */
    private static final Pattern BARE_NUMBER = Pattern.compile("[0-9]{9,13}");

    /** {@code 0-UANIC 20021204}: who did it, then when. */
    private static final Pattern BY_WHOM =
            Pattern.compile("[A-Z0-9-]*[A-Z][A-Z0-9-]* (?:[0-9]{8}|[0-9]{14})");

    private static final Set<String> WHEN =
            Set.of("at", "date", "expires", "expiry", "on", "since", "time", "timestamp");

    private static final int NOT_AT_ALL = 99;

    private final List<WhoisField> fields;
    private final @Nullable ZoneId zone;
    private final boolean midnights;
    private final DayOrder order;
    private final Instant now;

    /**
     * @param tld whose customs the registry keeps; empty if unknown
     */
    WhoisDates(List<WhoisField> fields, String tld, Instant now) {
        this.fields = fields;
        this.zone = DateConventions.zone(tld);
        this.midnights = DateConventions.writesDaysAsMidnights(tld);
        this.order = order(fields, DateConventions.order(tld));
        this.now = now;
    }

    /** The order that other dates of the same reply show, or else the usual one. */
    private static DayOrder order(List<WhoisField> fields, DayOrder usual) {
        for (WhoisField field : fields) {
            DayOrder shown = DateReader.orderIn(field.value());
            if (shown != DayOrder.UNKNOWN) {
                return shown;
            }
        }
        return usual;
    }

    /** The surest date of registration and the line it is on; null if there is none. */
    @Nullable ParsedReply registration() {
        WhoisField best = null;
        WrittenDate date = null;
        for (WhoisField field : fields) {
            if (uncertainty(field) < (best == null ? NOT_AT_ALL : uncertainty(best))) {
                WrittenDate written = read(field);
                if (written != null && RegistrationDates.canBegin(instant(written), now)) {
                    best = field;
                    date = written;
                }
            }
        }
        if (best == null || date == null) {
            return null;
        }
        Instant first = instant(date);
        return ParsedReply.of(
                new Registered(first, null, precision(date), until(first), Source.WHOIS),
                best.quote());
    }

    /** How far a field is from surely telling the domain's registration. */
    private static int uncertainty(WhoisField field) {
        LabelMeanings.DateMeaning meaning = field.meaning();
        if (meaning == LabelMeanings.DateMeaning.NOTHING) {
            return NOT_AT_ALL;
        }
        // A bare "created" or "registered" is also what contacts have; of two, the first is ours.
        boolean bare = field.words().size() == 1;
        int uncertainty =
                bare
                        ? Math.max(
                                meaning.uncertainty,
                                LabelMeanings.DateMeaning.REGISTRATION.uncertainty)
                        : meaning.uncertainty;
        return switch (field.part()) {
            case DOMAIN -> uncertainty;
            case UNKNOWN -> bare ? uncertainty + 10 : uncertainty;
            case PARTY -> bare ? NOT_AT_ALL : uncertainty + 20;
        };
    }

    /** When the registration ends, if that is given and is after an instant. */
    @Nullable Instant until(Instant after) {
        for (WhoisField field : fields) {
            if (field.part() != Part.PARTY
                    && field.meaning() == LabelMeanings.DateMeaning.NOTHING
                    && LabelMeanings.isExpiry(field.words())) {
                WrittenDate date = read(field);
                Instant until = date == null ? null : instant(date);
                if (until != null && RegistrationDates.canEnd(until, after, now)) {
                    return until;
                }
            }
        }
        return null;
    }

    /**
     * Null as well for a bare number under "Registration" or the like: companies, phones and people
     * have such numbers, too.
     */
    private @Nullable WrittenDate read(WhoisField field) {
        if (BARE_NUMBER.matcher(field.value()).matches()
                && field.meaning() != LabelMeanings.DateMeaning.CREATION
                && Collections.disjoint(field.words(), WHEN)) {
            return null;
        }
        String hint = String.join("", NormalizedWords.of(field.hint()));
        DayOrder hinted =
                hint.startsWith("d")
                        ? DayOrder.DAY_FIRST
                        : hint.startsWith("m") ? DayOrder.MONTH_FIRST : order;
        WrittenDate date = DateReader.read(field.value(), hinted);
        return date == null && BY_WHOM.matcher(field.value()).matches()
                ? DateReader.read(field.value().substring(field.value().indexOf(' ') + 1), hinted)
                : date;
    }

    /** A day is its start in UTC, so that it stays the day that the registry shows. */
    private Instant instant(WrittenDate date) {
        ZoneId written = zone(date);
        return date.time() == null || written == null
                ? date.day().atStartOfDay(ZoneOffset.UTC).toInstant()
                : date.day().atTime(date.time()).atZone(written).toInstant();
    }

    /**
     * The zone of a date with a time; null if it is a day only, or nobody knows. Midnight without a
     * zone is a day for which a registry had no time, but a place where one belongs.
     */
    private @Nullable ZoneId zone(WrittenDate date) {
        boolean midnight = LocalTime.MIDNIGHT.equals(date.time());
        if (date.offset() != null) {
            return midnight && midnights ? null : date.offset();
        }
        return date.time() == null || midnight ? null : zone;
    }

    private Precision precision(WrittenDate date) {
        if (date.before()) {
            return Precision.BEFORE;
        }
        return zone(date) == null ? Precision.DAY : Precision.SECOND;
    }
}
