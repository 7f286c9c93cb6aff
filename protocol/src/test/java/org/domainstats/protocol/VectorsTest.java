package org.domainstats.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.processkit.Vectors;
import org.domainstats.processkit.Vectors.Vector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

class VectorsTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-24T12:00:00Z");

    static List<Vector> requests() {
        return Vectors.of(VectorsTest.class, "request");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestIsReadAsPublished(Vector vector) {
        byte[] bytes = vector.bytes();
        assertThat(RequestCodec.decode(bytes, 0, bytes.length)).hasToString(vector.get("expect"));
    }

    static List<Vector> replies() {
        return Vectors.of(VectorsTest.class, "reply");
    }

    @ParameterizedTest
    @MethodSource("replies")
    void replyIsReadAsPublished(Vector vector) {
        byte[] bytes = vector.bytes();
        Action action = Action.valueOf(vector.get("action").toUpperCase(Locale.ROOT));
        assertThat(ReplyCodec.decode(action, bytes, 0, bytes.length, RECEIVED))
                .hasToString(vector.get("expect"));
    }

    static List<Vector> envelopes() {
        return Vectors.of(VectorsTest.class, "envelope");
    }

    @ParameterizedTest
    @MethodSource("envelopes")
    void envelopeIsOpenedAsPublished(Vector vector) {
        byte[] bytes = vector.bytes();
        ClientKey key = Token.parse(vector.get("token")).key();
        String found =
                switch (Envelope.open(bytes, bytes.length)) {
                    case Envelope.Bare bare -> "bare, " + bare.length() + " bytes";
                    case Envelope.Signed signed ->
                            (signed.isSignedWith(key) ? "valid" : "forged")
                                    + ", "
                                    + signed.client()
                                    + ", "
                                    + signed.length()
                                    + " bytes";
                    case Malformed malformed -> "malformed, " + malformed.reason();
                };
        assertThat(found).isEqualTo(vector.get("expect"));
    }
}
