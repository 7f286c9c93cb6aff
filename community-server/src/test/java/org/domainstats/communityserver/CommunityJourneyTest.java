package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.communityclient.CommunityAddress;
import org.domainstats.communityclient.CommunityClient;
import org.domainstats.communityclient.Connection;
import org.domainstats.communityclient.Self;
import org.domainstats.lookup.Community.Reply;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Sighting;
import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class CommunityJourneyTest {

    private static final int SITES = 60;

    @TempDir private Path folder;

    /** Loss, duplicates and a restart in the middle: still one FIRST-CONTACT for each site. */
    @Test
    void ofThreeClientsOneIsToldOfEachFirstContact() throws Exception {
        List<Token> tokens = tokens();
        TestCommunity community = community();
        try (LossyRelay relay = new LossyRelay(community.port, 30, 20_261_124)) {
            List<CommunityClient> clients = new ArrayList<>();
            for (Token token : tokens) {
                clients.add(client(relay.port(), token));
            }
            int[] firsts = new int[SITES];
            for (int i = 0; i < SITES; i++) {
                if (i == SITES / 2) {
                    community.close();
                    community = community();
                    relay.serverMovedTo(community.port);
                }
                DomainName site = new DomainName("site-" + i + ".com");
                for (int k = 0; k < clients.size(); k++) {
                    Reply.Told told = askUntilTold(clients.get((i + k) % clients.size()), site);
                    if (told.byUs() instanceof Sighting.FirstContact) {
                        firsts[i]++;
                        assertThat(k).as("who is told of %s", site).isZero();
                    } else {
                        assertThat(told.byUs()).isInstanceOf(Sighting.At.class);
                    }
                }
            }
            assertThat(firsts).containsOnly(1);
            clients.forEach(CommunityClient::close);
        } finally {
            community.close();
        }
    }

    /** What a program does: it asks again at the next look-up of the name. */
    private static Reply.Told askUntilTold(CommunityClient client, DomainName site) {
        for (int i = 0; i < 20; i++) {
            if (client.ask(site) instanceof Reply.Told told) {
                return told;
            }
        }
        throw new AssertionError("nothing told of " + site + ": " + client.trouble());
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
        Connection connection =
                new Connection(
                        CommunityAddress.parse("udp://127.0.0.1:" + port),
                        token,
                        Duration.ofSeconds(4),
                        null);
        CommunityClient client =
                CommunityClient.of(
                        connection,
                        new Self(
                                "1.0.0",
                                () -> FeedVersion.NONE,
                                () -> Self.Figures.NONE,
                                newest -> {}));
        client.start();
        return client;
    }
}
