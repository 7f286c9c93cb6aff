package org.domainstats.communityclient;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.Community.Reply.Known;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.domainstats.protocol.CommunityReply.QueryReply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;

/** What is believed of a server whose clock is wrong, or who lies. */
class ReplyInterpreterTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant OLD = Instant.parse("2015-12-12T19:34:59Z");
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private final ReplyInterpreter interpreter = new ReplyInterpreter(() -> NOW);

    private Known known(Sighting byUs, @Nullable Registered registered) {
        return (Known)
                interpreter.interpret(
                        new QueryReply(
                                byUs, false, registered, KnownDomain.UNRANKED, List.of(), null));
    }

    private static Registered registered(
            Instant first, @Nullable Instant again, @Nullable Instant until) {
        return new Registered(first, again, Precision.SECOND, until, Source.RDAP);
    }

    @Test
    void nothingWasSeenAfterNow() {
        assertThat(known(new Sighting.At(NEVER), null).byUs()).isEqualTo(new Sighting.At(NOW));
        assertThat(known(new Sighting.FirstContact(NEVER), null).byUs())
                .isEqualTo(new Sighting.FirstContact(NOW));
        assertThat(known(new Sighting.At(OLD), null).byUs()).isEqualTo(new Sighting.At(OLD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31T23:59:59Z", "2026-11-29T12:00:00Z", "0000-01-01T00:00:00Z"})
    void registrationThatCannotBeIsNone(String date) {
        Instant at = Instant.parse(date);
        assertThat(known(Sighting.UNAVAILABLE, registered(at, null, null)).registration()).isNull();
    }

    @Test
    void registrationAnewThatCannotBeIsNone() {
        assertThat(known(Sighting.UNAVAILABLE, registered(OLD, NEVER, null)).registration())
                .isNull();
    }

    @Test
    void endThatCannotBeIsNone() {
        for (Instant until : List.of(NEVER, Instant.EPOCH, OLD)) {
            assertThat(known(Sighting.UNAVAILABLE, registered(OLD, null, until)).registration())
                    .isEqualTo(new Registered(OLD, null, Precision.SECOND, null, Source.COMMUNITY));
        }
        Instant next = Instant.parse("2027-12-12T00:00:00Z");
        assertThat(known(Sighting.UNAVAILABLE, registered(OLD, null, next)).registration())
                .isEqualTo(new Registered(OLD, null, Precision.SECOND, next, Source.COMMUNITY));
    }
}
