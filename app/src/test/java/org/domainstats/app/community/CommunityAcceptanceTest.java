package org.domainstats.app.community;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.LossyRelay;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Three members and their community, each a process of its own, over a network that loses much.
 * {@code -Ddomainstats.kills=4} for more kills.
 */
@Order(1)
class CommunityAcceptanceTest {

    private static final int SITES = 40;

    private static final int KILLS = Integer.getInteger("domainstats.kills", 2);

    @TempDir private Path folder;

    private final List<ServerProcess> members = new ArrayList<>();

    @AfterEach
    void stopMembers() {
        members.forEach(ServerProcess::close);
    }

    @Test
    @Timeout(900)
    void eachFirstContactIsAnnouncedToOneMemberHoweverOftenTheServerIsKilled() throws Exception {
        for (String name : List.of("ant", "bee", "cat")) {
            makeToken(name);
        }
        ServerProcess community = community();
        try (LossyRelay relay = new LossyRelay(community.address("udp").getPort(), 30, 20_261_124);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String name : List.of("ant", "bee", "cat")) {
                members.add(member(name, relay.port()));
            }
            Semaphore answered = new Semaphore(0);
            List<Future<Firsts>> asked = new ArrayList<>();
            for (int i = 0; i < SITES; i++) {
                int start = i;
                asked.add(threads.submit(() -> askInTurn(start, answered)));
            }
            for (int i = 0; i < KILLS; i++) {
                answered.acquire(SITES / 2);
                community.kill();
                community = community();
                relay.serverMovedTo(community.address("udp").getPort());
            }
            for (Future<Firsts> site : asked) {
                assertThat(site.get().byUs())
                        .as("turns that announced our first")
                        .containsExactly(0);
                assertThat(site.get().byYou())
                        .as("turns that announced their own")
                        .containsExactly(0, 1, 2);
            }
            assertThat(relay.sent()).noneMatch(sent -> sent.contains("secret"));
            assertThat(relay.sent()).allMatch(MemberAcceptanceTest::maySend);
        } finally {
            community.close();
        }
    }

    /** In which turns a first contact was announced. */
    private record Firsts(List<Integer> byUs, List<Integer> byYou) {}

    private Firsts askInTurn(int number, Semaphore answered)
            throws IOException, InterruptedException {
        Firsts firsts = new Firsts(new ArrayList<>(), new ArrayList<>());
        for (int turn = 0; turn < members.size(); turn++) {
            ServerProcess member = members.get((number + turn) % members.size());
            ask(member, "site-" + number + ".com", turn, firsts);
            answered.release();
        }
        return firsts;
    }

    /** Asks about one host of the site after the other until the community's reply has come. */
    private static void ask(ServerProcess member, String site, int turn, Firsts firsts)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(8).toNanos();
        for (int host = 0; System.nanoTime() < end; host++) {
            String answer = member.ask("secret-" + host + "." + site);
            if (answer.contains("\"seen_by_you\": \"FIRST-CONTACT\"")) {
                firsts.byYou.add(turn);
            }
            if (answer.contains("\"seen_by_us\": \"FIRST-CONTACT\"")) {
                firsts.byUs.add(turn);
            }
            if (!answer.contains("\"seen_by_us\": \"UNAVAILABLE\"")) {
                return;
            }
            // While the community is away the answer comes at once, and forty ask.
            LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
        }
        throw new AssertionError("no reply of the community about " + site);
    }

    private void makeToken(String name) throws IOException, InterruptedException {
        CommandResult made =
                Cli.run(
                        "admin",
                        "community",
                        "token",
                        "new",
                        name,
                        "--data",
                        communityData().toString());
        assertThat(made.exit()).isZero();
        Files.writeString(folder.resolve(name + ".token"), made.out());
    }

    private Path communityData() {
        return folder.resolve("community");
    }

    private ServerProcess community() throws IOException {
        return Cli.community(communityData(), "--rdap", "off", "--whois", "off");
    }

    private ServerProcess member(String name, int port) throws IOException {
        return Cli.serve(
                folder.resolve(name),
                "--community",
                "udp://127.0.0.1:" + port,
                "--community-token-file",
                folder.resolve(name + ".token").toString(),
                "--rdap",
                "off",
                "--whois",
                "off");
    }
}
