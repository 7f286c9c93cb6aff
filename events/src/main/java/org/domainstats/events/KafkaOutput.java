package org.domainstats.events;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A topic of Kafka. The key is the site, and the value all that is known of it, so that a compacted
 * topic keeps the newest state of each. Every in-sync replica has what is delivered.
 */
final class KafkaOutput implements Output {

    private static final int PORT = 9_092;
    private static final Duration CLOSE = Duration.ofSeconds(5);

    /** Heaps here are small, and batches too. */
    private static final int BUFFER = 4 << 20;

    private static final int MOST_WAITED_MILLIS = 20_000;

    private final String topic;
    private final Connect connect;
    private @Nullable Producer<byte[], byte[]> producer;

    /** Makes a producer, of which Kafka wants a new one after failures. */
    @FunctionalInterface
    interface Connect {
        Producer<byte[], byte[]> producer() throws IOException;
    }

    KafkaOutput(String topic, Connect connect) {
        this.topic = topic;
        this.connect = connect;
    }

    static KafkaOutput of(OutputSpec spec) {
        String path = String.valueOf(spec.target().getPath());
        if (!path.matches("/[A-Za-z0-9._-]{1,249}")) {
            throw new IllegalArgumentException("Kafka needs a topic: kafka://host:9092/topic");
        }
        Map<String, Object> config = config(spec);
        return new KafkaOutput(path.substring(1), () -> connect(config));
    }

    private static Producer<byte[], byte[]> connect(Map<String, Object> config) throws IOException {
        Map<String, Object> checked = new HashMap<>(config);
        Object protocol = config.getOrDefault("security.protocol", "PLAINTEXT");
        // With TLS the peer has proved who it is before the client reads a length.
        if (protocol.toString().toUpperCase(Locale.ROOT).endsWith("PLAINTEXT")) {
            String servers = String.valueOf(config.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG));
            List<String> brokers =
                    KafkaHandshake.brokers(List.of(servers.strip().split("\\s*,\\s*")));
            checked.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        }
        return new KafkaProducer<>(checked);
    }

    private static Map<String, Object> config(OutputSpec spec) {
        int port = spec.target().getPort() < 0 ? PORT : spec.target().getPort();
        String servers = spec.target().getHost() + ":" + port;
        String more = spec.option("servers", "").replace('+', ',');
        Map<String, Object> config = new HashMap<>();
        config.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                more.isEmpty() ? servers : servers + "," + more);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "domain-stats");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MOST_WAITED_MILLIS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, MOST_WAITED_MILLIS / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, MOST_WAITED_MILLIS);
        config.put("enable.metrics.push", false);
        file(spec).forEach((key, value) -> config.put(String.valueOf(key), value));
        return config;
    }

    /** Security is the operator's: security.protocol, sasl.jaas.config, ssl.truststore... */
    private static Properties file(OutputSpec spec) {
        Properties properties = new Properties();
        @Nullable String file = spec.options().get("config");
        if (file != null) {
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                properties.load(in);
            } catch (IOException e) {
                throw new IllegalArgumentException("config: " + file + " cannot be read", e);
            }
        }
        return properties;
    }

    @Override
    public void deliver(List<Outgoing> events) throws IOException, InterruptedException {
        try {
            if (producer == null) {
                producer = connect.producer();
            }
            List<Future<?>> sent = new ArrayList<>(events.size());
            for (Outgoing event : events) {
                sent.add(producer.send(record(event)));
            }
            producer.flush();
            for (Future<?> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            @Nullable Throwable cause = e.getCause();
            // Its next events must not overtake those that are to be sent again.
            close();
            throw new IOException(cause == null ? e.toString() : cause.getMessage(), e);
        } catch (KafkaException e) {
            close();
            throw new IOException(e.getMessage(), e);
        }
    }

    private ProducerRecord<byte[], byte[]> record(Outgoing event) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, bytes(event.event().site()), bytes(event.line()));
        record.headers().add("id", bytes(event.event().id()));
        record.headers().add("kind", bytes(event.event().kind().word()));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        @Nullable Producer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(CLOSE);
        }
    }
}
