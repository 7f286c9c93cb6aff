package org.domainstats.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.domainstats.app.Cli;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * A community server is killed while many first contacts are between the disk and their replies,
 * and no reply before the kill reaches its client. The same questions, sent again after the
 * restart, get the word that was lost, and nobody else does.
 */
@Tag("long")
class KillDuringWriteAcceptanceTest {

    private static final int KILLS = 4;
    private static final int SITES = 60;

    @TempDir private Path folder;

    @Test
    @Timeout(300)
    void firstContactIsToldToOneQuestionWhereverTheKillCame() throws Exception {
        ServerProcess community = start();
        try {
            for (int round = 0; round < KILLS; round++) {
                Set<Integer> written = askAndKill(community, round, 1 + 15 * round);
                community.close();
                community = start();
                for (int site = 0; site < SITES; site++) {
                    checkSite(community, round, site, written.contains(site));
                }
            }
        } finally {
            community.close();
        }
    }

    private ServerProcess start() throws IOException {
        return Cli.community(folder, "--rdap", "off", "--whois", "off");
    }

    /**
     * Asks about all sites at once, and kills the server when it has replied to some.
     *
     * @return the sites of which a reply is proof that their first contact was written
     */
    private static Set<Integer> askAndKill(ServerProcess community, int round, int replies)
            throws Exception {
        Set<Integer> written = new HashSet<>();
        try (DatagramSocket socket = socket(community)) {
            // Nothing is asked twice here, and a busy machine may let the first replies wait.
            socket.setSoTimeout(60_000);
            for (int site = 0; site < SITES; site++) {
                send(socket, question("mine", round, site));
            }
            while (written.size() < replies) {
                String reply = receive(socket);
                assertThat(reply).contains("\"seen_by_us\":\"FIRST-CONTACT\"");
                written.add(
                        Integer.parseInt(
                                reply.substring(reply.indexOf("mine") + 8).substring(0, 3)));
            }
            community.kill();
        }
        return written;
    }

    private static void checkSite(ServerProcess community, int round, int site, boolean written)
            throws IOException {
        Set<String> told = new HashSet<>();
        boolean othersFirst = site % 2 == 0;
        for (String who :
                othersFirst ? new String[] {"them", "mine"} : new String[] {"mine", "them"}) {
            // Twice: what was told is told again.
            for (int time = 0; time < 2; time++) {
                if (ask(community, question(who, round, site)).contains("FIRST-CONTACT")) {
                    told.add(who);
                }
            }
        }
        assertThat(told).as("questions told of site %s", site).hasSize(1);
        if (written || !othersFirst) {
            assertThat(told).containsExactly("mine");
        }
    }

    private static String question(String who, int round, int site) {
        return "{\"action\":\"query\",\"id\":\"%s%04d%03d\",\"domain\":\"site-%d-%d.com\"}"
                .formatted(who, round, site, round, site);
    }

    private static String ask(ServerProcess community, String question) throws IOException {
        try (DatagramSocket socket = socket(community)) {
            while (true) {
                send(socket, question);
                try {
                    return receive(socket);
                } catch (SocketTimeoutException e) {
                    // As a client does, the same question again.
                }
            }
        }
    }

    private static DatagramSocket socket(ServerProcess community) throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.connect(InetAddress.getLoopbackAddress(), community.address("udp").getPort());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void send(DatagramSocket socket, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length));
    }

    private static String receive(DatagramSocket socket) throws IOException {
        DatagramPacket reply = new DatagramPacket(new byte[4_096], 4_096);
        socket.receive(reply);
        return new String(reply.getData(), 0, reply.getLength(), UTF_8);
    }
}
