package org.domainstats.communityclient;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.Community.Reply;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Source;
import org.domainstats.protocol.ClientKey;
import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.Envelope;
import org.domainstats.protocol.MessageId;
import org.domainstats.protocol.Token;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Replies that did not come from the server, or not from the one that was asked. */
class ForgedRepliesTest {

    private final ScriptedFixture scene = new ScriptedFixture();

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    /** Each of them would make a young domain look old. */
    @Test
    void forgedRepliesChangeNothing() throws Exception {
        ClientKey other = Token.random(scene.token.client(), new SecureRandom()).key();
        ScriptedServer server =
                scene.server(
                        request ->
                                ScriptedServer.terms(query -> lies(query, other))
                                        .apply(request)
                                        .stream()
                                        .flatMap(bytes -> signTerms(request, bytes))
                                        .toList());
        Reply reply = scene.client(server.address(), scene.token, 60_000).ask(ScriptedFixture.SITE);
        assertThat(((Reply.Known) reply).registration())
                .isEqualTo(
                        new Registered(
                                ScriptedFixture.CREATED,
                                null,
                                Precision.SECOND,
                                null,
                                Source.COMMUNITY));
    }

    private Stream<byte[]> signTerms(CommunityRequest.Valid request, byte[] bytes) {
        return Stream.of(
                request instanceof CommunityRequest.Query
                        ? bytes
                        : Envelope.seal(bytes, scene.token.key()));
    }

    private List<byte[]> lies(CommunityRequest.Query query, ClientKey other) {
        byte[] lie = ScriptedServer.reply(query, ScriptedFixture.OLD);
        byte[] truth =
                Envelope.seal(
                        ScriptedServer.reply(query, ScriptedFixture.YOUNG), scene.token.key());
        byte[] changed =
                new String(truth, StandardCharsets.ISO_8859_1)
                        .replace("2015", "1995")
                        .getBytes(StandardCharsets.ISO_8859_1);
        MessageId stranger = MessageId.random(new SecureRandom());
        return List.of(
                lie,
                Envelope.seal(lie, other),
                changed,
                Envelope.seal(
                        ScriptedServer.withId(stranger, ScriptedFixture.OLD), scene.token.key()),
                Arrays.copyOf(truth, truth.length - 20),
                new byte[0],
                new byte[40_000],
                "{\"seen".getBytes(StandardCharsets.UTF_8),
                truth);
    }

    @Test
    void onlyForgedRepliesAreNoAnswer() throws Exception {
        ScriptedServer server =
                scene.server(
                        request ->
                                request instanceof CommunityRequest.Query query
                                        ? List.of(ScriptedServer.reply(query, ScriptedFixture.OLD))
                                        : List.of(
                                                Envelope.seal(
                                                        ScriptedServer.terms(q -> List.of())
                                                                .apply(request)
                                                                .getFirst(),
                                                        scene.token.key())));
        CommunityClient client = scene.client(server.address(), scene.token, 700);
        assertThat(client.ask(ScriptedFixture.SITE)).isInstanceOf(Reply.NoReply.class);
    }

    @Test
    void reasonHelpsWhoeverHasAWrongToken() throws Exception {
        ScriptedServer server =
                scene.server(
                        request ->
                                List.of(
                                        ScriptedServer.reply(
                                                request, "{\"error\":\"unknown client\"}")));
        CommunityClient client = scene.client(server.address(), scene.token, 300);
        assertThat(client.ask(ScriptedFixture.SITE)).isInstanceOf(Reply.NoReply.class);
        assertThat(client.problem()).isNotNull();
    }
}
