package org.domainstats.registrationdata;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationDates;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.domainstats.registrationdata.RdapObject.Event;
import org.domainstats.registrationdata.RdapObject.Variant;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an RDAP reply to a question for a domain says (RFC 9082, 9083). Pure, but for the clock. */
public final class RdapReader {

    private static final Set<String> FREE =
            Set.of("free", "available", "unregistered", "not registered", "unassigned");

    /** Statuses of names that nobody has; "pending delete" is one of a domain that somebody has. */
    private static final Set<String> BARRED =
            Set.of("reserved", "blocked", "premium", "prohibited", "restricted", "withheld");

    private static final Pattern RELEASED =
            Pattern.compile("release process", Pattern.CASE_INSENSITIVE);
    private final Clock clock;

    public RdapReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads a reply.
     *
     * @param status the HTTP status; 200 if only the body is at hand
     * @param queried the domain that was queried, or null if unknown
     * @param authoritative whether the source is authoritative for that name: others do not know
     *     what does not exist
     */
    public ParsedReply read(
            int status, byte[] body, @Nullable DomainName queried, boolean authoritative) {
        RdapObject object = object(body);
        int code = object == null ? status : code(status, object);
        if (code == 404) {
            return RdapNotFound.read(
                    object == null ? "" : object.words(), queried != null && authoritative);
        }
        if (code < 200 || code > 299) {
            return refused(code, object == null ? text(body) : object.words());
        }
        if (object == null) {
            return QuotaPhrases.in(text(body))
                    ? throttled("words of a rate limit, and no JSON")
                    : ill("an RDAP reply that is not JSON", body.length + " bytes");
        }
        return present(object, queried);
    }

    /** Whether a body is an RDAP error object, and not some web server's page. */
    public static boolean isError(byte[] body) {
        RdapObject object = object(body);
        return object != null && object.errorCode() != null;
    }

    private static @Nullable RdapObject object(byte[] body) {
        try {
            return RdapJson.parse(body);
        } catch (IOException notJson) {
            return null;
        }
    }

    private static String text(byte[] body) {
        return new String(body, 0, Math.min(body.length, 16_384), StandardCharsets.UTF_8);
    }

    /** An error object tells the status that its server meant (RFC 9083, section 6). */
    private static int code(int status, RdapObject object) {
        String stated = object.errorCode();
        if (stated == null || status < 200 || status > 299) {
            return status;
        }
        try {
            int code = Integer.parseInt(stated);
            return code >= 200 && code <= 299 ? 500 : code;
        } catch (NumberFormatException e) {
            return 500;
        }
    }

    private static ParsedReply refused(int code, String words) {
        String because = "error " + code;
        ParsedReply barred = code >= 400 && code <= 499 ? RdapNotFound.barred(words) : null;
        if (barred != null && code != 429) {
            return barred;
        }
        // 403 and 422 are how several gTLD hosts spell 429.
        if (code == 429 || code == 403 || code == 422 || QuotaPhrases.in(words)) {
            return throttled(because);
        }
        return code >= 400 && code <= 499
                ? ParsedReply.unusable(
                        "RDAP refused the question, error " + code, because, Health.REFUSING)
                : ill("RDAP error " + code, because);
    }

    private ParsedReply present(RdapObject object, @Nullable DomainName queried) {
        String kind = object.objectClass();
        if (kind == null ? object.name() == null : !kind.equalsIgnoreCase("domain")) {
            return QuotaPhrases.in(object.words())
                    ? throttled("a notice of a rate limit in place of a domain")
                    : ill("an RDAP reply that is no domain", kind == null ? "no object" : kind);
        }
        if (queried != null && object.name() != null && !names(object, queried, true)) {
            if (names(object, queried, false)) {
                return ParsedReply.of(
                        new Unregistered(Source.RDAP),
                        "an unregistered variant of " + object.name());
            }
            return ill("RDAP answered for another domain", object.name());
        }
        ParsedReply dated = dated(object);
        if (dated != null) {
            return dated;
        }
        if (object.statuses().stream().anyMatch(FREE::contains)
                || RELEASED.matcher(object.words()).find()) {
            return ParsedReply.of(new Unregistered(Source.RDAP), "status " + object.statuses());
        }
        String barred = object.statuses().stream().filter(BARRED::contains).findFirst().orElse("");
        if (!barred.isEmpty()) {
            return ParsedReply.of(
                    new Undisclosed(null, Source.RDAP, BarredReasons.of(barred)),
                    "status " + barred);
        }
        if (object.events().isEmpty() && QuotaPhrases.in(object.words())) {
            return throttled("a notice of a rate limit, and no events");
        }
        return ParsedReply.of(
                new Undisclosed(until(object, RegistrationDates.EARLIEST), Source.RDAP),
                "no event tells the registration");
    }

    /** Whether a domain is named, as the record's own or as a variant of such a kind. */
    private static boolean names(RdapObject object, DomainName queried, boolean registered) {
        Stream<String> variants =
                object.variants().stream()
                        .filter(variant -> variant.registered() == registered)
                        .map(Variant::name);
        return Stream.concat(Stream.ofNullable(registered ? object.name() : null), variants)
                .flatMap(name -> DomainName.of(name).stream())
                .anyMatch(name -> DomainVariants.areSame(name, queried));
    }

    /** The earliest registration, and the latest of those that came after it; null without any. */
    private @Nullable ParsedReply dated(RdapObject object) {
        Dated first = null;
        Dated again = null;
        for (Event event : object.events()) {
            Dated dated = dated(event);
            if (dated == null) {
                continue;
            }
            switch (String.join("", NormalizedWords.of(event.action()))) {
                case "registration" -> first = first == null || dated.before(first) ? dated : first;
                case "reregistration", "reinstantiation" ->
                        again = again == null || again.before(dated) ? dated : again;
                default -> {}
            }
        }
        Dated start = first != null ? first : again != null ? again : likeRegistration(object);
        if (start == null) {
            return null;
        }
        Dated anew = again != null && start.before(again) ? again : null;
        return ParsedReply.of(
                new Registered(
                        start.instant(),
                        anew == null ? null : anew.instant(),
                        start.date.precision(),
                        until(object, anew == null ? start.instant() : anew.instant()),
                        Source.RDAP),
                start.quote() + (anew == null ? "" : ", " + anew.quote()));
    }

    /** The earliest event that other words tell than RFC 9083's: "created", "domain registered". */
    private @Nullable Dated likeRegistration(RdapObject object) {
        Dated first = null;
        for (Event event : object.events()) {
            LabelMeanings.DateMeaning meaning =
                    LabelMeanings.meaning(NormalizedWords.of(event.action()));
            boolean like =
                    meaning == LabelMeanings.DateMeaning.CREATION
                            || meaning == LabelMeanings.DateMeaning.REGISTRATION;
            Dated dated = like ? dated(event) : null;
            first = dated != null && (first == null || dated.before(first)) ? dated : first;
        }
        return first;
    }

    private @Nullable Dated dated(Event event) {
        EventDate date = EventDate.parse(event.date());
        return date != null && RegistrationDates.canBegin(date.instant(), clock.instant())
                ? new Dated(event, date)
                : null;
    }

    /** When the registration ends: by RFC 9083's event, or else by one in other words. */
    private @Nullable Instant until(RdapObject object, Instant after) {
        Instant until = latest(object, event -> event.action().equals("expiration"), after);
        return until != null ? until : latest(object, RdapReader::isLikeExpiration, after);
    }

    /** "Record expires", "Registry Expiry Date", but no registrar's own date. */
    private static boolean isLikeExpiration(Event event) {
        List<String> words = NormalizedWords.of(event.action());
        return LabelMeanings.isExpiry(words)
                && LabelMeanings.meaning(words) == LabelMeanings.DateMeaning.NOTHING
                && !LabelMeanings.isParty(words);
    }

    private @Nullable Instant latest(RdapObject object, Predicate<Event> wanted, Instant after) {
        Instant latest = null;
        for (Event event : object.events()) {
            EventDate date = wanted.test(event) ? EventDate.parse(event.date()) : null;
            if (date != null
                    && RegistrationDates.canEnd(date.instant(), after, clock.instant())
                    && (latest == null || date.instant().isAfter(latest))) {
                latest = date.instant();
            }
        }
        return latest;
    }

    static ParsedReply throttled(String because) {
        return ParsedReply.unusable("RDAP rate limit reached", because, Health.THROTTLING);
    }

    private static ParsedReply ill(String reason, String because) {
        return ParsedReply.unusable(reason, because, Health.FAILING);
    }

    private record Dated(Event event, EventDate date) {

        Instant instant() {
            return date.instant();
        }

        boolean before(Dated other) {
            return instant().isBefore(other.instant());
        }

        String quote() {
            return "event " + event.action() + " " + event.date();
        }
    }
}
