package org.domainstats.communityserver;

import org.domainstats.model.Sighting;
import org.domainstats.protocol.CommunityReply;
import org.domainstats.protocol.CommunityReply.Config;
import org.domainstats.protocol.CommunityReply.ErrorReply;
import org.domainstats.protocol.CommunityReply.QueryReply;
import org.domainstats.protocol.Envelope;
import org.domainstats.protocol.Malformed;
import org.domainstats.protocol.MessageLimits;
import org.domainstats.protocol.OriginalReplies;
import org.domainstats.protocol.ReplyCodec;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Encodes a reply for the client that asked: in its dialect, signed with its key, and no longer
 * than it may be. What is optional goes first when a reply is too long.
 */
final class ReplyEncoder {

    private static final ErrorReply TOO_LONG =
            new ErrorReply("the reply is too long for this request; use HTTPS or a token", 0);

    private ReplyEncoder() {}

    /** An encoded reply. */
    static final class Encoded {

        private final byte[] bytes;
        private final boolean announces;
        private final Delivery delivery;

        private Encoded(byte[] bytes, boolean announces) {
            this(bytes, announces, Delivery.IGNORED);
        }

        private Encoded(byte[] bytes, boolean announces, Delivery delivery) {
            this.bytes = bytes;
            this.announces = announces;
            this.delivery = delivery;
        }

        Encoded with(Delivery other) {
            return new Encoded(bytes, announces, other);
        }

        byte[] bytes() {
            return bytes;
        }

        Delivery delivery() {
            return delivery;
        }

        /** Whether it says FIRST-CONTACT. */
        boolean announces() {
            return announces;
        }
    }

    /** The reply, or null if not even an error is short enough. */
    static @Nullable Encoded encode(CommunityReply reply, IncomingRequest<?> request) {
        return switch (reply) {
            case QueryReply found -> encodeQueryReply(found, request);
            case Config config -> encodeConfig(config, request);
            case ErrorReply error -> encodeError(error, request);
            case CommunityReply.Version _, CommunityReply.Healthcheck _ ->
                    encodeFirst(List.of(reply), request);
            case Malformed _ -> throw new IllegalArgumentException("not a reply");
        };
    }

    /** A reply from memory. */
    static @Nullable Encoded encode(CachedReply reply, IncomingRequest<?> request) {
        if (request.id() == null || !reply.suits(request.version())) {
            return encode(reply.replyFor(request.version()), request);
        }
        byte[] bytes = sign(ReplyCodec.withId(reply.bytes(), request.id()), request);
        return bytes.length <= request.longestReply()
                ? new Encoded(bytes, false)
                : encode(reply.replyFor(request.version()), request);
    }

    private static @Nullable Encoded encodeQueryReply(
            QueryReply reply, IncomingRequest<?> request) {
        if (request.id() == null) {
            ErrorReply refusal = OriginalReplies.errorInstead(reply);
            if (refusal != null) {
                return encodeError(refusal, request);
            }
        }
        QueryReply withoutLabels =
                new QueryReply(
                        reply.byUs(),
                        reply.established(),
                        reply.registration(),
                        reply.rank(),
                        List.of(),
                        reply.version());
        Encoded encoded = encodeFirst(List.of(reply, withoutLabels), request);
        return encoded == null ? encodeError(TOO_LONG, request) : encoded;
    }

    /** With as much of the text as there is room for. */
    private static @Nullable Encoded encodeError(ErrorReply error, IncomingRequest<?> request) {
        int excess = Math.max(0, bytes(error, request).length - request.longestReply());
        int length = error.error().length();
        String text = cut(error.error(), length - excess);
        return encodeFirst(List.of(new ErrorReply(text, error.timeoutMinutes())), request);
    }

    /** As much of a text as a client reads. Never half of a character. */
    private static String cut(String text, int longest) {
        int end = Math.clamp(longest, 0, Math.min(text.length(), MessageLimits.TEXT));
        boolean within = end > 0 && end < text.length();
        return text.substring(
                0, within && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    private static @Nullable Encoded encodeFirst(
            List<CommunityReply> variants, IncomingRequest<?> request) {
        for (CommunityReply variant : variants) {
            byte[] bytes = bytes(variant, request);
            if (bytes.length <= request.longestReply()) {
                return new Encoded(bytes, announces(variant));
            }
        }
        return null;
    }

    private static boolean announces(CommunityReply reply) {
        return reply instanceof QueryReply found && found.byUs() instanceof Sighting.FirstContact;
    }

    /**
     * As many suffixes as there is room for, and a client reads: the server refuses queries about
     * the others. A message to the operator matters more than they do, and is cut at its end.
     */
    private static @Nullable Encoded encodeConfig(Config config, IncomingRequest<?> request) {
        Config shorter = readable(config);
        byte[] bytes = bytes(shorter, request);
        while (bytes.length > request.longestReply()) {
            int excess = bytes.length - request.longestReply();
            String message = shorter.fatalMessage();
            if (!shorter.prohibitedTlds().isEmpty()) {
                shorter = new Config(withoutLast(shorter.prohibitedTlds(), excess), message);
            } else if (message != null && !message.isEmpty()) {
                // A character is one byte at least.
                shorter = new Config(List.of(), cut(message, message.length() - excess));
            } else {
                return null;
            }
            bytes = bytes(shorter, request);
        }
        return new Encoded(bytes, false);
    }

    private static Config readable(Config config) {
        List<String> suffixes = config.prohibitedTlds();
        String message = config.fatalMessage();
        return new Config(
                suffixes.subList(0, Math.min(suffixes.size(), MessageLimits.LIST)),
                message == null ? null : cut(message, message.length()));
    }

    /** Without so many at the end that some bytes are saved. */
    private static List<String> withoutLast(List<String> suffixes, int bytes) {
        int size = suffixes.size();
        int saved = 0;
        while (saved < bytes && size > 0) {
            size--;
            saved += suffixes.get(size).length() + "\"\",".length();
        }
        return suffixes.subList(0, size);
    }

    private static byte[] bytes(CommunityReply reply, IncomingRequest<?> request) {
        byte[] bytes =
                request.id() == null
                        ? OriginalReplies.encode(reply, request.version())
                        : ReplyCodec.withId(ReplyCodec.encode(reply), request.id());
        return sign(bytes, request);
    }

    private static byte[] sign(byte[] message, IncomingRequest<?> request) {
        return request.origin().key() == null
                ? message
                : Envelope.seal(message, request.origin().key());
    }
}
