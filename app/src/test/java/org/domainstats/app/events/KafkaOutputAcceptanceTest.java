package org.domainstats.app.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.domainstats.app.Cli;
import org.domainstats.app.NewNames;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** A real broker that is killed under load, and a server that is killed meanwhile. */
@EnabledIfEnvironmentVariable(
        named = "KAFKA_BROKER_CLASSPATH",
        matches = ".+",
        disabledReason = "no broker: CONTRIBUTING.md says how to name one")
class KafkaOutputAcceptanceTest {

    private static final int EACH = 300;
    private static final String TOPIC = "first-contacts";

    @TempDir private Path folder;

    private final NewNames names = new NewNames(EACH);

    private ServerProcess serve(KafkaBroker broker) throws IOException {
        return Cli.serve(
                folder.resolve("data"),
                "--rdap=off",
                "--whois=off",
                "--event-outputs=kafka://" + broker.address() + "/" + TOPIC + "#format=json");
    }

    @Test
    @Timeout(600)
    void everyEventArrivesInOrderWhateverDies() throws Exception {
        try (KafkaBroker broker =
                new KafkaBroker(folder, System.getenv("KAFKA_BROKER_CLASSPATH"))) {
            broker.start();
            try (ServerProcess server = serve(broker)) {
                names.ask(server);
                received(broker, EACH / 4);
                broker.kill();
                names.ask(server);
                server.kill();
            }
            try (ServerProcess server = serve(broker)) {
                names.ask(server);
                broker.start();
                names.ask(server);
                List<ConsumerRecord<String, String>> records = received(broker, names.asked());
                assertComplete(records);
            }
        }
    }

    private void assertComplete(List<ConsumerRecord<String, String>> records) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Long> numbers = new ArrayList<>();
        Map<Long, String> ids = new HashMap<>();
        for (ConsumerRecord<String, String> record : records) {
            JsonNode event = json.readTree(record.value());
            assertThat(record.key()).isEqualTo(event.get("site").asText());
            String id = event.get("id").asText();
            long number = event.get("number").asLong();
            assertThat(ids.getOrDefault(number, id)).isEqualTo(id);
            ids.put(number, id);
            numbers.add(number);
        }
        assertThat(numbers.stream().distinct())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, names.asked()).boxed().toList());
    }

    /** All records, once the event of this number is among them. */
    private static List<ConsumerRecord<String, String>> received(KafkaBroker broker, long number) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                broker.address(),
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
            List<ConsumerRecord<String, String>> all = new ArrayList<>();
            String last = "{\"number\":" + number + ",";
            while (all.stream().noneMatch(record -> record.value().startsWith(last))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
            return all;
        }
    }
}
