package org.domainstats.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** A resolver on loopback that answers every query with one response code. */
class NsLookupTest {

    private static final int NOERROR = 0;
    private static final int SERVFAIL = 2;
    private static final int NXDOMAIN = 3;

    @AutoClose private final SharedVertx vertx = new SharedVertx();

    private final AtomicInteger queries = new AtomicInteger();

    @Test
    void onlyNxdomainMeansThatADomainDoesNotExist() throws IOException {
        assertThat(isNonexistent(NXDOMAIN)).isTrue();
        assertThat(isNonexistent(NOERROR)).isFalse();
        assertThat(isNonexistent(SERVFAIL)).isFalse();
    }

    @Test
    void aResolverThatIsGoneSaysNothingAndIsLeftAlone() throws IOException {
        int port;
        try (DatagramSocket socket = open()) {
            port = socket.getLocalPort();
        }
        NsLookup lookup = NsLookup.at(vertx, new HostPort("127.0.0.1", port));
        for (int i = 0; i < 20; i++) {
            assertThat(lookup.isNonexistent("example.com")).isFalse();
        }
        try (DatagramSocket socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            serve(socket, NXDOMAIN);
            assertThat(lookup.isNonexistent("example.com")).isFalse();
            assertThat(queries).hasValue(0);
        }
    }

    private boolean isNonexistent(int code) throws IOException {
        try (DatagramSocket socket = open()) {
            serve(socket, code);
            HostPort resolver = new HostPort("127.0.0.1", socket.getLocalPort());
            return NsLookup.at(vertx, resolver).isNonexistent("example.com");
        }
    }

    private static DatagramSocket open() throws IOException {
        return new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    private void serve(DatagramSocket socket, int code) {
        Thread.ofPlatform().daemon().start(() -> answerAll(socket, code));
    }

    private void answerAll(DatagramSocket socket, int code) {
        byte[] bytes = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket query = new DatagramPacket(bytes, bytes.length);
                socket.receive(query);
                queries.incrementAndGet();
                byte[] reply = Arrays.copyOf(bytes, query.getLength());
                reply[2] = (byte) 0x81; // a response, recursion desired
                reply[3] = (byte) (0x80 | code);
                reply[11] = 0; // no additional record
                socket.send(
                        new DatagramPacket(
                                reply, questionEnd(reply), query.getAddress(), query.getPort()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static int questionEnd(byte[] message) {
        int at = 12;
        while (message[at] != 0) {
            at += message[at] + 1;
        }
        return at + 5;
    }
}
