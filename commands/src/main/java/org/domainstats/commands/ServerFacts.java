package org.domainstats.commands;

import org.domainstats.answerformats.Json;
import org.domainstats.logformats.NameFacts;
import org.domainstats.logformats.V1Facts;
import org.domainstats.streams.FactSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Facts from a running server, a batch for the lines that were read together. */
final class ServerFacts implements FactSource {

    private final ServerAnswers server;
    private final boolean peek;
    private final Optional<Duration> timeout;
    private final long started = System.nanoTime();

    /**
     * @param timeout how long all batches together may wait for the outside world; without one,
     *     each may wait as long as the server lets it
     */
    ServerFacts(ServerAnswers server, boolean peek, Optional<Duration> timeout) {
        this.server = server;
        this.peek = peek;
        this.timeout = timeout;
    }

    @Override
    public List<NameFacts> find(List<String> names) throws IOException {
        StringBuilder rows = new StringBuilder();
        names.forEach(each -> rows.append(Json.string(each)).append('\n'));
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        server.exchange(
                "?peek=" + peek + timeout.map(this::left).orElse(""),
                new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.US_ASCII)),
                lines);
        List<NameFacts> facts = new ArrayList<>(names.size());
        for (String line : lines.toString(StandardCharsets.UTF_8).lines().toList()) {
            facts.add(V1Facts.parse(line));
        }
        if (facts.size() != names.size()) {
            throw new IOException(
                    "the server answered %d of %d names".formatted(facts.size(), names.size()));
        }
        return facts;
    }

    private String left(Duration whole) {
        long left = whole.minusNanos(System.nanoTime() - started).toMillis();
        return "&wait=" + Math.max(0, left) + "ms";
    }
}
