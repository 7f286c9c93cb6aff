package org.domainstats.protocol;

import com.fasterxml.jackson.core.JsonGenerator;

import org.domainstats.model.KnownDomain;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Barred;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.domainstats.model.Status;
import org.domainstats.protocol.CommunityReply.QueryReply;
import org.domainstats.protocol.JsonParser.InvalidMessageException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;

/** The members of the reply to a query. */
final class QueryReplyCodec {

    static final String ESTABLISHED = "ESTABLISHED";
    static final String FIRST_CONTACT = "FIRST-CONTACT";
    static final String UNAVAILABLE = "UNAVAILABLE";

    /** More are not shown. */
    private static final int MAX_LABELS = 20;

    private QueryReplyCodec() {}

    static void writeOriginal(JsonGenerator json, QueryReply reply) throws IOException {
        json.writeStringField("seen_by_web", byWeb(reply));
        json.writeStringField("seen_by_us", byUs(reply.byUs()));
        json.writeObjectFieldStart("other");
        json.writeEndObject();
    }

    static void write(JsonGenerator json, QueryReply reply) throws IOException {
        writeOriginal(json, reply);
        if (reply.version() != null) {
            json.writeStringField("version", reply.version().toString());
        }
        if (reply.byUs() instanceof Sighting.FirstContact first) {
            json.writeStringField("first_contact", WireTime.format(first.at()));
        }
        json.writeStringField("status", status(reply).word());
        if (reply.registration() != null) {
            writeRegistration(json, reply.registration());
        }
        if (reply.rank() != KnownDomain.UNRANKED) {
            json.writeNumberField("rank", reply.rank());
        }
        if (!reply.labels().isEmpty()) {
            json.writeArrayFieldStart("labels");
            for (String label : reply.labels().stream().limit(MAX_LABELS).toList()) {
                json.writeString(label);
            }
            json.writeEndArray();
        }
    }

    private static void writeRegistration(JsonGenerator json, RegistrationOutcome outcome)
            throws IOException {
        switch (outcome) {
            case Registered registered -> {
                json.writeStringField("registered", WireTime.format(registered.first()));
                writeTime(json, "registered_again", registered.again());
                writeTime(json, "registered_until", registered.until());
                json.writeStringField("registered_precision", registered.precision().word());
                // Members of older versions know of no lists; what has no source is the
                // community's.
                if (registered.source() != Source.HINT) {
                    json.writeStringField("source", registered.source().word());
                }
            }
            case Undisclosed undisclosed -> {
                writeTime(json, "registered_until", undisclosed.until());
                json.writeStringField("source", undisclosed.source().word());
                if (undisclosed.barred() != null) {
                    json.writeStringField("reason", undisclosed.barred().word());
                }
            }
            case Unregistered unregistered ->
                    json.writeStringField("source", unregistered.source().word());
            case NoSource noSource -> {}
            case Unreachable unreachable -> {}
        }
    }

    private static void writeTime(JsonGenerator json, String key, @Nullable Instant instant)
            throws IOException {
        if (instant != null) {
            json.writeStringField(key, WireTime.format(instant));
        }
    }

    private static String byWeb(QueryReply reply) {
        if (reply.established()) {
            return ESTABLISHED;
        }
        return reply.registration() instanceof Registered registered
                ? WireTime.format(registered.effective())
                : UNAVAILABLE;
    }

    private static String byUs(Sighting sighting) {
        return switch (sighting) {
            case Sighting.Established established -> ESTABLISHED;
            case Sighting.FirstContact first -> FIRST_CONTACT;
            case Sighting.At at -> WireTime.format(at.instant());
            case Sighting.Unavailable unavailable -> UNAVAILABLE;
        };
    }

    private static Status status(QueryReply reply) {
        return switch (reply.registration()) {
            case null -> reply.established() ? Status.OK : Status.PENDING;
            case Registered registered -> Status.OK;
            case Undisclosed undisclosed -> Status.UNDISCLOSED;
            case Unregistered unregistered -> Status.UNREGISTERED;
            case NoSource noSource -> Status.NO_SOURCE;
            case Unreachable unreachable -> Status.UNREACHABLE;
        };
    }

    static QueryReply read(JsonFields fields, Instant received) throws InvalidMessageException {
        String byWeb = fields.text("seen_by_web", MessageLimits.TEXT);
        String version = fields.textOrNull("version", MessageLimits.TEXT);
        return new QueryReply(
                readByUs(fields, received),
                byWeb.equals(ESTABLISHED),
                readRegistration(fields, byWeb),
                (int) fields.numberOr("rank", KnownDomain.UNRANKED, 1, Integer.MAX_VALUE),
                fields.texts("labels", MAX_LABELS),
                version == null ? null : JsonFields.version(version, "version"));
    }

    private static Sighting readByUs(JsonFields fields, Instant received)
            throws InvalidMessageException {
        String byUs = fields.text("seen_by_us", MessageLimits.TEXT);
        return switch (byUs) {
            case ESTABLISHED -> Sighting.ESTABLISHED;
            case UNAVAILABLE -> Sighting.UNAVAILABLE;
            case FIRST_CONTACT -> {
                Instant at = time(fields, "first_contact");
                yield new Sighting.FirstContact(at == null ? received : at);
            }
            default -> new Sighting.At(WireTime.parse(byUs, "seen_by_us"));
        };
    }

    private static @Nullable RegistrationOutcome readRegistration(JsonFields fields, String byWeb)
            throws InvalidMessageException {
        String status = fields.textOrNull("status", MessageLimits.JSON_NAME);
        Source source = source(fields);
        if (status == null || status.equals(Status.OK.word())) {
            return readRegistered(fields, byWeb, source);
        }
        if (!byWeb.equals(UNAVAILABLE) && !byWeb.equals(ESTABLISHED)) {
            throw new InvalidMessageException("seen_by_web and status contradict each other");
        }
        return switch (status) {
            case "pending" -> null;
            case "undisclosed" ->
                    new Undisclosed(time(fields, "registered_until"), source, barred(fields));
            case "unregistered" -> new Unregistered(source);
            case "no-source" -> new NoSource();
            case "unreachable" -> new Unreachable("not known to the community either", null);
            default -> throw new InvalidMessageException("unknown status");
        };
    }

    /** A reason that a newer server may know and this client does not is none. */
    private static @Nullable Barred barred(JsonFields fields) throws InvalidMessageException {
        String reason = fields.textOrNull("reason", MessageLimits.TEXT);
        return reason == null ? null : Barred.ofWord(reason).orElse(null);
    }

    private static @Nullable RegistrationOutcome readRegistered(
            JsonFields fields, String byWeb, Source source) throws InvalidMessageException {
        Instant first = time(fields, "registered");
        if (first == null) {
            return byWeb.equals(ESTABLISHED) || byWeb.equals(UNAVAILABLE)
                    ? null
                    : new Registered(
                            WireTime.parse(byWeb, "seen_by_web"),
                            null,
                            Precision.SECOND,
                            null,
                            source);
        }
        Registered registered =
                new Registered(
                        first,
                        time(fields, "registered_again"),
                        precision(fields),
                        time(fields, "registered_until"),
                        source);
        if (!byWeb.equals(ESTABLISHED) && !byWeb.equals(WireTime.format(registered.effective()))) {
            throw new InvalidMessageException("seen_by_web and registered contradict each other");
        }
        return registered;
    }

    private static @Nullable Instant time(JsonFields fields, String key)
            throws InvalidMessageException {
        String text = fields.textOrNull(key, MessageLimits.TEXT);
        return text == null ? null : WireTime.parse(text, key);
    }

    private static Precision precision(JsonFields fields) throws InvalidMessageException {
        String word = fields.textOrNull("registered_precision", MessageLimits.JSON_NAME);
        if (word == null) {
            return Precision.SECOND;
        }
        for (Precision precision : Precision.values()) {
            if (precision.word().equals(word)) {
                return precision;
            }
        }
        throw new InvalidMessageException("unknown registered_precision");
    }

    private static Source source(JsonFields fields) throws InvalidMessageException {
        String word = fields.textOrNull("source", MessageLimits.JSON_NAME);
        if (word == null) {
            return Source.COMMUNITY;
        }
        for (Source source : Source.values()) {
            if (source.word().equals(word)) {
                return source;
            }
        }
        throw new InvalidMessageException("unknown source");
    }
}
