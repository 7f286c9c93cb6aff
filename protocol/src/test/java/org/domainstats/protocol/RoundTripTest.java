package org.domainstats.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.FeedVersion;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Barred;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.domainstats.protocol.CommunityReply.Identified;
import org.domainstats.protocol.CommunityReply.QueryReply;
import org.domainstats.protocol.CommunityRequest.StatedVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

class RoundTripTest {

    private static final MessageId ID = new MessageId("AAAAAAAAAAAAAAAA");
    private static final FeedVersion VERSION = new FeedVersion(1, 17);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    static Stream<CommunityRequest.Valid> requests() {
        return Stream.of(
                new CommunityRequest.Config(ID, StatedVersion.of(VERSION), "1.0.0"),
                new CommunityRequest.Version(ID),
                new CommunityRequest.Healthcheck(
                        ID, List.of(1L, 2L, 3L), List.of(4L, Long.MAX_VALUE)),
                new CommunityRequest.Query(ID, StatedVersion.of(VERSION), "example.co.uk"),
                new CommunityRequest.Query(null, StatedVersion.NONE, "a\u001b\"\\\u2028.com"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestComesBackAsItWas(CommunityRequest.Valid request) {
        byte[] bytes = RequestCodec.encode(request);
        assertThat(RequestCodec.decode(bytes, 0, bytes.length)).isEqualTo(request);
    }

    static Stream<QueryReply> told() {
        Instant day = Instant.parse("2001-05-06T00:00:00Z");
        return Stream.of(
                told(new Sighting.At(day), null),
                told(new Sighting.FirstContact(NOW), null),
                told(
                        Sighting.UNAVAILABLE,
                        new Registered(day, null, Precision.BEFORE, null, Source.WHOIS)),
                told(
                        new Sighting.At(day),
                        new Registered(day, NOW, Precision.SECOND, NOW, Source.RDAP)),
                told(new Sighting.At(day), new Undisclosed(NOW, Source.RDAP)),
                told(new Sighting.At(day), new Undisclosed(null, Source.WHOIS, Barred.PREMIUM)),
                told(new Sighting.At(day), new Unregistered(Source.WHOIS)),
                told(new Sighting.At(day), new NoSource()),
                new QueryReply(Sighting.ESTABLISHED, true, null, -1, List.of(), null));
    }

    private static QueryReply told(Sighting byUs, @Nullable RegistrationOutcome registration) {
        return new QueryReply(byUs, false, registration, 5, List.of("parking"), VERSION);
    }

    @ParameterizedTest
    @MethodSource("told")
    void replyComesBackAsItWas(QueryReply reply) {
        byte[] bytes = ReplyCodec.withId(ReplyCodec.encode(reply), ID);
        assertThat(ReplyCodec.decode(Action.QUERY, bytes, 0, bytes.length, NOW))
                .isEqualTo(new Identified(ID, reply));
    }

    @Test
    void dateBeyondYear9999IsReadBack() {
        Instant never = Instant.parse("+12000-01-01T00:00:00Z");
        byte[] bytes =
                ReplyCodec.encode(
                        told(
                                Sighting.UNAVAILABLE,
                                new Registered(NOW, null, Precision.DAY, never, Source.RDAP)));
        assertThat(ReplyCodec.decode(Action.QUERY, bytes, 0, bytes.length, NOW).reply())
                .isInstanceOf(QueryReply.class);
    }

    @Test
    void sealedMessageIsValidForItsKeyOnly() {
        SplittableRandom random = new SplittableRandom(1);
        ClientKey key = Token.random(new ClientId("a"), random).key();
        ClientKey other = Token.random(new ClientId("a"), random).key();
        byte[] bytes = Envelope.seal(RequestCodec.encode(new CommunityRequest.Version(ID)), key);
        Envelope.Signed signed = (Envelope.Signed) Envelope.open(bytes, bytes.length);
        assertThat(signed.isSignedWith(key)).isTrue();
        assertThat(signed.isSignedWith(ClientKey.of(new ClientId("a"), key.text()))).isTrue();
        assertThat(signed.isSignedWith(other)).isFalse();
        assertThat(RequestCodec.decode(signed.bytes(), 0, signed.length()))
                .isEqualTo(new CommunityRequest.Version(ID));
    }

    @Test
    void tokenIsReadBackAndNeverShown() {
        Token token = Token.random(new ClientId("sensor-1"), new SplittableRandom(1));
        assertThat(Token.parse(" " + token.text() + "\n").key().text())
                .isEqualTo(token.key().text());
        assertThat(token.toString()).isEqualTo("ds.sensor-1.(secret)");
        assertThat(token.key().toString()).doesNotContain(token.key().text());
    }
}
