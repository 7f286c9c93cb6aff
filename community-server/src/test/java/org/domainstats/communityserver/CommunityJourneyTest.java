package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.communityclient.ClientDescription;
import org.domainstats.communityclient.CommunityAddress;
import org.domainstats.communityclient.CommunityClient;
import org.domainstats.communityclient.CommunityEndpoint;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.HttpClientSettings;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.httpclient.TrustedAuthorities;
import org.domainstats.lookup.Community.Reply;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Sighting;
import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.Token;
import org.domainstats.registrykit.LossyRelay;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

class CommunityJourneyTest {

    @AutoClose private static final SharedVertx VERTX = new SharedVertx();

    private static final int SITES = 60;

    @TempDir private Path folder;

    /** Loss, duplicates and a restart while questions are on their way: still one for each site. */
    @Test
    @Tag("long")
    @Timeout(300)
    void exactlyOneOfThreeClientsGetsEachFirstContact() throws Exception {
        List<Token> tokens = tokens();
        TestCommunity community = community();
        try (LossyRelay relay = new LossyRelay(community.port, 30, 20_261_124);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CommunityClient> clients = new ArrayList<>();
            for (Token token : tokens) {
                clients.add(client(relay.port(), token));
            }
            CountDownLatch half = new CountDownLatch(SITES / 2);
            List<Future<List<Integer>>> asked = new ArrayList<>();
            for (int i = 0; i < SITES; i++) {
                DomainName site = new DomainName("site-" + i + ".com");
                int start = i;
                asked.add(threads.submit(() -> askInTurn(clients, start, site, half)));
            }
            half.await();
            community.close();
            community = community();
            relay.serverMovedTo(community.port);
            for (Future<List<Integer>> firsts : asked) {
                assertThat(firsts.get())
                        .as("turns answered with a first contact")
                        .containsExactly(0);
            }
            clients.forEach(CommunityClient::close);
            assertThat(relay.sent()).allMatch(CommunityJourneyTest::maySend);
        } finally {
            community.close();
        }
    }

    /** Whether a datagram holds what docs/protocol.md says may leave, and nothing else. */
    private static boolean maySend(String datagram) {
        String head = "\\{\"action\":\"";
        String id = "\",\"id\":\"[A-Za-z0-9_-]{16}\",";
        String signature = "\n[abc] [A-Za-z0-9_-]{43}";
        return datagram.matches(
                head
                        + "(query"
                        + id
                        + "\"version\":\"0\\.0\",\"domain\":\"site-\\d+\\.com\""
                        + "|config"
                        + id
                        + "\"database_version\":\"0\\.0\",\"software_version\":\"1\\.0\\.0\""
                        + "|healthcheck"
                        + id
                        + "\"memcache\":\\[],\"netstats\":\\[]"
                        + ")}"
                        + signature);
    }

    /** Which of the clients that query in turn got the first contact. */
    private static List<Integer> askInTurn(
            List<CommunityClient> clients, int start, DomainName site, CountDownLatch done) {
        List<Integer> firsts = new ArrayList<>();
        for (int turn = 0; turn < clients.size(); turn++) {
            CommunityClient client = clients.get((start + turn) % clients.size());
            if (askUntilAnswered(client, site).byUs() instanceof Sighting.FirstContact) {
                firsts.add(turn);
            }
            done.countDown();
        }
        return firsts;
    }

    /** As a program does at each later lookup of the name. */
    private static Reply.Known askUntilAnswered(CommunityClient client, DomainName site) {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < end) {
            if (client.ask(site) instanceof Reply.Known known) {
                return known;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        throw new AssertionError("no answer about " + site + ": " + client.problem());
    }

    private List<Token> tokens() throws IOException {
        Members members = Members.open(folder.resolve("clients"));
        List<Token> tokens = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            tokens.add(members.add(new ClientId(name), new SecureRandom()));
        }
        return tokens;
    }

    private TestCommunity community() throws IOException {
        return new TestCommunity(folder, CommunitySettings.DEFAULT, TestCommunity.REGISTRY);
    }

    private static CommunityClient client(int port, Token token) {
        CommunityEndpoint connection =
                new CommunityEndpoint(
                        CommunityAddress.parse("udp://127.0.0.1:" + port),
                        token,
                        Duration.ofSeconds(2),
                        new BlockingHttpClient(
                                VERTX,
                                HttpClientSettings.forNamedHosts(
                                        "test", TrustedAuthorities.java())));
        CommunityClient client =
                CommunityClient.of(
                        connection,
                        new ClientDescription(
                                "1.0.0",
                                () -> FeedVersion.NONE,
                                () -> ClientDescription.Figures.NONE,
                                newest -> {}));
        client.start();
        return client;
    }
}
