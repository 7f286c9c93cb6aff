package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The topic of Kafka, with the producer that Kafka gives to tests; KafkaBrokerTest has a broker.
 */
class KafkaOutputTest {

    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();

    private MockProducer<byte[], byte[]> producer() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(
                        true, null, new ByteArraySerializer(), new ByteArraySerializer());
        if (producers.isEmpty()) {
            producer.sendException = new TimeoutException("no broker");
        }
        producers.add(producer);
        return producer;
    }

    private static String key(ProducerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.US_ASCII);
    }

    @Test
    void afterAFailureANewProducerSendsAllAgainKeyedBySite() throws Exception {
        try (KafkaOutput output = new KafkaOutput("topic", this::producer)) {
            assertThatThrownBy(() -> output.deliver(SampleEvents.outgoing(1, 3)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no broker");
            assertThat(producers.getFirst().closed()).isTrue();
            output.deliver(SampleEvents.outgoing(1, 3));
        }
        assertThat(producers.getLast().history())
                .extracting(KafkaOutputTest::key)
                .containsExactly("site-1.com", "site-2.com", "site-3.com");
        ProducerRecord<byte[], byte[]> first = producers.getLast().history().getFirst();
        assertThat(first.topic()).isEqualTo("topic");
        assertThat(first.headers().lastHeader("id").value()).asString().isEqualTo("id-1");
        assertThat(new String(first.value(), StandardCharsets.US_ASCII)).contains("\"number\":1");
    }
}
