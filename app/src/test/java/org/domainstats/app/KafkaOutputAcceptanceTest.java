package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    private int asked;

    private ServerProcess serve(KafkaBroker broker) throws IOException {
        return Cli.serve(
                folder.resolve("data"),
                "--rdap=off",
                "--whois=off",
                "--event-outputs=kafka://" + broker.address() + "/" + TOPIC + "#format=json");
    }

    private void load(ServerProcess server) throws IOException {
        String names =
                IntStream.range(asked, asked + EACH)
                        .mapToObj(i -> "site-" + i + ".com\n")
                        .collect(Collectors.joining());
        asked += EACH;
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            client.post("/v1/domains", names.getBytes(StandardCharsets.US_ASCII));
            assertThat(client.receive().bodyOfSuccess().lines()).hasSize(EACH);
        }
    }

    @Test
    @Timeout(600)
    void everyEventArrivesInOrderWhateverDies() throws Exception {
        try (KafkaBroker broker =
                new KafkaBroker(folder, System.getenv("KAFKA_BROKER_CLASSPATH"))) {
            broker.start();
            try (ServerProcess server = serve(broker)) {
                load(server);
                received(broker, EACH / 4);
                broker.kill();
                load(server);
                server.kill();
            }
            try (ServerProcess server = serve(broker)) {
                load(server);
                broker.start();
                load(server);
                List<ConsumerRecord<String, String>> records = received(broker, asked);
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
                .containsExactlyElementsOf(LongStream.rangeClosed(1, asked).boxed().toList());
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
