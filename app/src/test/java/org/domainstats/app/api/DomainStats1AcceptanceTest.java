package org.domainstats.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.domainstats.app.Cli;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.SampleFolder;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackInternet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A real server in the dialect of domain_stats 1.x, with its author's table, byte for byte. */
class DomainStats1AcceptanceTest {

    private static final String JUNK =
            """
            {"alerts":["No valid eTLD exists for this domain."],"category":"ERROR",\
            "freq_score":"ERROR","seen_by_isc":"ERROR","seen_by_web":"ERROR","seen_by_you":"ERROR"}
            """;

    private final LoopbackInternet internet = LoopbackInternet.start();
    private final Instant today = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir private Path folder;
    private Path samples;

    @BeforeEach
    void findSamples() {
        samples = SampleFolder.path();
        assumeTrue(Files.isDirectory(samples), () -> "no samples at " + samples);
    }

    @AfterEach
    void close() {
        internet.close();
    }

    @Test
    void formulaOfTheTestGivesTheScoresOfTheOriginalProgram() throws Exception {
        FreqFormula formula = new FreqFormula(table());
        List<String[]> vectors = vectors();

        assertThat(vectors).hasSizeGreaterThan(50);
        assertThat(vectors)
                .allSatisfy(
                        vector ->
                                assertThat(formula.scores(vector[0]))
                                        .as(vector[0])
                                        .isEqualTo(vector[1] + "," + vector[2]));
    }

    @Test
    @Timeout(300)
    void twoHundredAnswersAreThoseOfTheOriginalByteForByte() throws Exception {
        List<DomainStats1Name> names = migrated();
        StringBuilder export = new StringBuilder();
        names.forEach(name -> export.append(name.exported()));
        Path file = Files.writeString(folder.resolve("export.json"), export);
        assertThat(Cli.run("admin", "migrate", "--data", data(), file.toString()).exit()).isZero();
        List<DomainStats1Name> all = new ArrayList<>(names);
        all.addAll(registered());
        assertThat(all).hasSizeGreaterThanOrEqualTo(200);

        FreqFormula formula = new FreqFormula(table());
        try (ServerProcess server = Cli.serve(Path.of(data()), flags());
                RawHttpClient client = new RawHttpClient(server.url())) {
            for (DomainStats1Name name : all) {
                expect(name, formula.scores(name.name()), client);
            }
            for (String junk : List.of("localhost", "co.uk", "192.0.2.1")) {
                assertThat(client.get("/" + junk).receive().body()).isEqualTo(JUNK);
            }
        }
    }

    /** A first contact is of some second between the question and the answer. */
    private void expect(DomainStats1Name name, String scores, RawHttpClient client)
            throws IOException {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String answer = client.get("/www." + name.name() + "?wait=20s").receive().body();
        List<String> possible =
                name.you() != null
                        ? List.of(name.answer(scores, name.you(), today))
                        : Stream.iterate(before, at -> at.plusSeconds(1))
                                .takeWhile(at -> !at.isAfter(Instant.now()))
                                .map(at -> name.answer(scores, at, today))
                                .toList();
        assertThat(answer).as(name.name()).isIn(possible);
    }

    private String[] flags() {
        return new String[] {
            "--answer-format=domain_stats",
            "--freq-table=" + table(),
            "--allow-private-registries",
            "--rdap-bootstrap=" + internet.bootstrap(),
            "--whois-root=" + internet.whoisRoot()
        };
    }

    /** Half of them were asked about before. */
    private List<DomainStats1Name> migrated() throws IOException {
        List<DomainStats1Name> names = new ArrayList<>();
        for (String name : domains()) {
            int i = names.size();
            Instant web = today.minus(3 + 37L * i, ChronoUnit.DAYS).minusSeconds(41L * i);
            Instant you = today.minus(i, ChronoUnit.DAYS).minusSeconds(7L * i);
            names.add(new DomainStats1Name(name, "LOCAL", web, i % 2 == 0 ? null : you));
        }
        return names;
    }

    private List<String> domains() throws IOException {
        List<String> names = new ArrayList<>();
        for (String[] vector : vectors()) {
            if (vector[0].matches("[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?")) {
                names.add(vector[0] + ".biz");
            }
        }
        try (Stream<Path> families = Files.list(samples.resolve("dga"))) {
            for (Path family : families.sorted().toList()) {
                names.addAll(twoLabels(Files.readAllLines(family), 8));
            }
        }
        return names.stream().distinct().toList();
    }

    private static List<String> twoLabels(List<String> names, int most) {
        return names.stream()
                .filter(name -> name.matches("[a-z0-9]+\\.(com|net|org|info|ru|cc|pw|xyz|top)"))
                .limit(most)
                .toList();
    }

    /** Those whose registration the registry knows. */
    private List<DomainStats1Name> registered() {
        List<DomainStats1Name> names = new ArrayList<>();
        for (String tld : List.of("dev", "app", "page")) {
            var registry = internet.registry(tld);
            for (String label : List.of("kq3v9z7xj1", "wikipedia")) {
                String name = label + "." + tld;
                Instant web = today.minus(400L * names.size(), ChronoUnit.DAYS);
                registry.on(name, new Behaviour.Registered(web, null));
                names.add(new DomainStats1Name(name, "RDAP", web, null));
            }
        }
        return names;
    }

    private List<String[]> vectors() throws IOException {
        try (Stream<String> lines =
                Files.lines(samples.resolve("freq/freq_vectors.tsv"), StandardCharsets.UTF_8)) {
            return lines.filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t", -1))
                    .toList();
        }
    }

    private Path table() {
        return samples.resolve("freq/freqtable2018.freq");
    }

    private String data() {
        return folder.resolve("data").toString();
    }
}
