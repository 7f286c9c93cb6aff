package org.domainstats.communityserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** Questions over UDP, as bytes. */
final class CommunityDatagrams {

    private CommunityDatagrams() {}

    static String ask(TestCommunity community, String request) throws IOException {
        return new String(ask(community, request.getBytes(UTF_8), 10_000), UTF_8);
    }

    /** What comes back; nothing if nothing does. */
    static byte[] ask(TestCommunity community, byte[] request, int millis) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.connect(InetAddress.getLoopbackAddress(), community.port);
            socket.setSoTimeout(millis);
            socket.send(new DatagramPacket(request, request.length));
            DatagramPacket reply = new DatagramPacket(new byte[32_768], 32_768);
            socket.receive(reply);
            return Arrays.copyOf(reply.getData(), reply.getLength());
        } catch (SocketTimeoutException e) {
            return new byte[0];
        }
    }

    static String query(TestCommunity community, String domain) throws IOException {
        return ask(
                community,
                "{\"version\": \"0.2\", \"action\": \"query\", \"domain\": \"" + domain + "\"}");
    }

    static String ours(String id, String domain) {
        return "{\"action\":\"query\",\"id\":\"%s\",\"version\":\"1.1\",\"domain\":\"%s\"}"
                .formatted(id, domain);
    }
}
