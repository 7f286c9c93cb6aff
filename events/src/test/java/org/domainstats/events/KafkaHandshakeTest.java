package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.List;

/** What listens where a broker should. */
class KafkaHandshakeTest {

    /** Answers each connection with the same bytes, and closes it. */
    private record Peer(ServerSocket socket, String reply) implements AutoCloseable {

        static Peer answering(String hex) throws IOException {
            Peer peer = new Peer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), hex);
            Thread.ofVirtual().start(peer::serve);
            return peer;
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    client.getInputStream().readNBytes(26);
                    client.getOutputStream().write(HexFormat.of().parseHex(reply));
                } catch (IOException e) {
                    // The client has seen enough, or the test is over.
                }
            }
        }

        String address() {
            return "127.0.0.1:" + socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static final String BROKER = "0000000a646f6d73000000000000";

    @ParameterizedTest
    @CsvSource({
        "7fffffff00000000, it names a reply of 2147483647 bytes",
        "1fffffff646f6d73, it names a reply of 536870911 bytes",
        "ffffffff646f6d73, it names a reply of 4294967295 bytes",
        "00000000646f6d73, it names a reply of 0 bytes",
        "0000000a00000001000000000000, it answers what was not asked",
        "485454502f312e3120343030, it looks like HTTP",
        "15030300020246, it looks like TLS",
    })
    void whatIsNoBrokerIsNamed(String reply, String seen) throws Exception {
        try (Peer peer = Peer.answering(reply);
                KafkaOutput output =
                        KafkaOutput.of(OutputSpec.parse("kafka://" + peer.address() + "/topic"))) {
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThatThrownBy(() -> output.deliver(SampleEvents.outgoing(1, 3)))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining(peer.address() + " is no broker of Kafka: " + seen);
            }
        }
    }

    @Test
    void brokersThatAnswerAreTaken() throws Exception {
        try (Peer broker = Peer.answering(BROKER);
                Peer gone = Peer.answering("")) {
            assertThat(KafkaHandshake.brokers(List.of(gone.address(), broker.address())))
                    .containsExactly(broker.address());
        }
    }

    @Test
    void whereNoneAnswersTheAddressIsNamed() throws Exception {
        try (Peer gone = Peer.answering("")) {
            assertThatThrownBy(() -> KafkaHandshake.brokers(List.of(gone.address())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(gone.address() + " does not answer");
        }
    }
}
