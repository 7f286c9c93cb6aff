package org.domainstats.communityclient;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.Community.Reply;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A client of a server that answers: what it takes from the answers, and what leaves it. */
class CommunityClientTest {

    private final ScriptedFixture scene = new ScriptedFixture();

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    @Test
    void termsAreWaitedForAsLongAsTheQuestionThatNeedsThem() {
        assertThat(CommunitySession.timeout(Duration.ofSeconds(16)))
                .isEqualTo(Duration.ofSeconds(16));
        assertThat(CommunitySession.timeout(Duration.ofMillis(1_600)))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void answerOfTheServerIsTold() throws Exception {
        ScriptedServer server =
                scene.answering(
                        query -> List.of(ScriptedServer.reply(query, ScriptedFixture.YOUNG)));
        Reply reply = scene.client(server.address(), null, 60_000).ask(ScriptedFixture.SITE);
        assertThat(reply).isInstanceOf(Reply.Known.class);
        Reply.Known told = (Reply.Known) reply;
        assertThat(told.byUs()).isInstanceOf(Sighting.FirstContact.class);
        assertThat(told.registration())
                .isEqualTo(
                        new Registered(
                                ScriptedFixture.CREATED,
                                null,
                                Precision.SECOND,
                                null,
                                Source.COMMUNITY));
        assertThat(scene.versions).containsExactly(new FeedVersion(1, 17));
    }

    @Test
    void hostsOfOneSiteShareAQuestion() throws Exception {
        CountDownLatch bothAsked = new CountDownLatch(1);
        ScriptedServer server =
                scene.answering(
                        query -> List.of(ScriptedServer.reply(query, ScriptedFixture.YOUNG)));
        CommunityClient client = scene.client(server.address(), null, 60_000);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                replies.add(
                        threads.submit(
                                () -> {
                                    bothAsked.await();
                                    return client.ask(ScriptedFixture.SITE);
                                }));
            }
            bothAsked.countDown();
            for (Future<Reply> reply : replies) {
                assertThat(reply.get()).isInstanceOf(Reply.Known.class);
            }
        }
    }

    /** The original's server writes some with a dot, some without. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "printer.local",
                "plans.secret",
                "secret",
                "contoso.com",
                "mail.contoso.com"
            })
    void prohibitedNamesNeverLeave(String name) throws Exception {
        ScriptedServer server =
                scene.answering(
                        query -> List.of(ScriptedServer.reply(query, ScriptedFixture.YOUNG)));
        CommunityClient client = scene.client(server.address(), null, 60_000);
        assertThat(client.ask(new DomainName(name))).isInstanceOf(Reply.NoReply.class);
        assertThat(client.ask(ScriptedFixture.SITE)).isInstanceOf(Reply.Known.class);
        assertThat(ScriptedFixture.queries(server))
                .hasSize(1)
                .allMatch(text -> text.contains("example.com"));
    }

    @Test
    void onlyTheMembersOfTheProtocolLeave() throws Exception {
        ScriptedServer server =
                scene.answering(
                        query -> List.of(ScriptedServer.reply(query, ScriptedFixture.YOUNG)));
        CommunityClient client = scene.client(server.address(), null, 60_000);
        assertThat(client.ask(ScriptedFixture.SITE)).isInstanceOf(Reply.Known.class);
        String id = "\"id\":\"[A-Za-z0-9_-]{16}\"";
        assertThat(server.received())
                .allMatch(
                        text ->
                                text.matches(
                                                "\\{\"action\":\"config\","
                                                        + id
                                                        + ",\"database_version\":\"1.16\","
                                                        + "\"software_version\":\"1.0.0\"}")
                                        || text.matches(
                                                "\\{\"action\":\"healthcheck\","
                                                        + id
                                                        + ",\"memcache\":\\[7,2],\"netstats\":\\[1]}")
                                        || text.matches(
                                                "\\{\"action\":\"query\","
                                                        + id
                                                        + ",\"version\":\"1.16\","
                                                        + "\"domain\":\"example.com\"}"));
    }
}
