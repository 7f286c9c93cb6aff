package org.domainstats.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.domainstats.answerformats.Formats;
import org.domainstats.answerformats.FreqAlerts;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.logformats.FactField;
import org.domainstats.logformats.NoNameReason;
import org.domainstats.logformats.ReadingOptions;
import org.domainstats.lookup.Batch;
import org.domainstats.lookup.Community;
import org.domainstats.lookup.InsightSource;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.lookup.LookupSettings;
import org.domainstats.lookup.LookupSources;
import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.model.Age;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.processkit.SampleFolder;
import org.domainstats.registrations.RegistrationSource;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Real logs, beside the checkout, through a real engine. */
class SampleLogsTest {

    private static final int WRCCDC_ROWS = 53_615;

    /** Below a public suffix of ICANN's part; eight more are under {@code .localdomain}. */
    private static final int WRCCDC_DOMAINS = 563;

    private static final Pattern MEMBER =
            Pattern.compile("\"domain_stats\":\\{\"domain\":\"([^\"]*)");
    private static final Pattern COLUMN =
            Pattern.compile("^[^#\n].*\t([^\t\n]+)(?:\t[^\t\n]*){9}$", Pattern.MULTILINE);

    @TempDir Path folder;

    private SqliteStore store;
    private SqliteKnownDomains known;
    private LookupEngine engine;

    @BeforeEach
    void open() {
        assumeTrue(Files.isDirectory(logs()), "no samples: put them in ../shared/data");
        store = SqliteStore.open(folder.resolve("contacts.db"));
        known = SqliteKnownDomains.open(folder.resolve("known.db"));
        engine =
                new LookupEngine(
                        new Hostnames(PublicSuffixList.carried()),
                        new LookupEngine.Stores(store, known),
                        new LookupSources(
                                Community.OFF, RegistrationSource.OFF, InsightSource.NONE),
                        new LookupSettings(65_536, Duration.ZERO, PrivateNames.NONE),
                        new LookupEngine.Environment(
                                Clock.systemUTC(), ThreadLocalRandom.current()));
    }

    @AfterEach
    void close() {
        if (store != null) {
            engine.close();
            store.close();
            known.close();
        }
    }

    @Test
    void theSameTrafficInBothFormatsHasTheSameDomains() throws IOException {
        Enriched tsv = enrich("zeek/wrccdc2018_dns.tsv.log.gz", SampleLogsTest::withoutColumns);
        Enriched json = enrich("zeek/wrccdc2018_dns.json.gz", SampleLogsTest::withoutMember);
        // The header has eight lines, and one closes the log.
        assertThat(tsv.tally.rows() - 9).isEqualTo(WRCCDC_ROWS);
        assertThat(json.tally.rows()).isEqualTo(WRCCDC_ROWS);
        assertThat(tsv.domains(COLUMN)).isEqualTo(json.domains(MEMBER)).hasSize(WRCCDC_DOMAINS);
        assertThat(tsv.tally.domains()).isEqualTo(WRCCDC_DOMAINS);
        assertThat(List.of(tsv.tally.privateDomains(), json.tally.privateDomains()))
                .as("eight under .localdomain, where a search suffix was added, and local ones")
                .containsExactly(20L, 20L);
        assertThat(List.of(tsv.tally.names(), json.tally.names())).containsExactly(1_649L, 1_649L);
        assertThat(tsv.tally.enriched()).isEqualTo(json.tally.enriched()).isEqualTo(44_802);
        assertThat(tsv.tally.firstContacts()).as("sites").isEqualTo(670);
        assertThat(json.tally.firstContacts()).isZero();
    }

    @Test
    void everySampleIsReadAndWhatIsAddedCanBeTakenOff() throws IOException {
        StringBuilder table = new StringBuilder();
        for (Path file : files("other", "suricata")) {
            Tally tally = enrich(name(file), SampleLogsTest::withoutAny).tally;
            table.append(file.getFileName())
                    .append(
                            ": %d rows, %d with a name, %d enriched, "
                                    .formatted(tally.rows(), tally.named(), tally.enriched()))
                    .append(new TreeMap<>(tally.untouched()))
                    .append('\n');
        }
        assertThat(table.toString())
                .isEqualTo(
                        """
                        crowdsec_bind9-logs.log: 13 rows, 6 with a name, 4 enriched, {name: a single label=2, no name in this kind of line=7}
                        crowdsec_bind9-refused.log: 26 rows, 19 with a name, 19 enriched, {blank line=3, no name in this kind of line=4}
                        crowdsec_bind9-syslog.log: 12 rows, 5 with a name, 4 enriched, {name: a single label=1, no name in this kind of line=7}
                        logstash_bind9_querylog.log: 3 rows, 3 with a name, 2 enriched, {name: no known public suffix=1}
                        otrf_sysmon_event22.ndjson: 200 rows, 200 with a name, 153 enriched, {name: a single label=35, name: no known public suffix=12}
                        pihole_dnsmasq_fragment.log: 12 rows, 5 with a name, 3 enriched, {name: a single label=1, name: no known public suffix=1, no name in this kind of line=7}
                        eve_schema_dns_subset.json: 516 rows, 0 with a name, 0 enriched, {JSON without an object on each line: jq -c . or jq -c '.[]' writes it so=1, format not recognised=515}
                        suricata_docs_eve_dns_v2_vs_v3.ndjson: 7 rows, 7 with a name, 7 enriched, {}
                        """);
    }

    @Test
    void zeeksOddCasesKeepTheirBytes() throws IOException {
        long rows = 0;
        long named = 0;
        long headers = 0;
        long unset = 0;
        for (Path file : files("zeek/zeek-btest-baselines")) {
            Tally tally = enrich(name(file), SampleLogsTest::withoutColumns).tally;
            rows += tally.rows();
            named += tally.named();
            headers += tally.untouched().getOrDefault(NoNameReason.HEADER.text(), 0L);
            unset += tally.untouched().getOrDefault(NoNameReason.UNSET.text(), 0L);
        }
        assertThat(List.of(rows, named, headers, unset)).containsExactly(348L, 77L, 270L, 1L);
    }

    @Test
    void mostConnectionsByTlsHaveNoServerName() throws IOException {
        Tally tally =
                enrich("zeek/wrccdc2018_ssl.tsv.log.gz", SampleLogsTest::withoutColumns).tally;
        assertThat(tally.rows() - 9).isEqualTo(49_474);
        assertThat(tally.untouched()).containsEntry(NoNameReason.UNSET.text(), 34_404L);
    }

    private static String name(Path file) {
        return logs().relativize(file).toString();
    }

    private static List<Path> files(String... folders) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String each : folders) {
            try (Stream<Path> all = Files.list(logs().resolve(each))) {
                all.sorted().forEach(files::add);
            }
        }
        return files;
    }

    private Enriched enrich(String sample, UnaryOperator<String> takeOff) throws IOException {
        byte[] log;
        try (InputStream in = LogFiles.open(logs().resolve(sample))) {
            log = in.readAllBytes();
        }
        Tally tally = new Tally();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Batch batch = new Batch(engine, false, Duration.ZERO);
        FactSource facts =
                new EngineFacts(
                        () -> batch,
                        new Formats(Age.DEFAULT, Duration.ZERO, new FreqAlerts(5, 4)),
                        Clock.systemUTC());
        new LogEnricher(facts, ReadingOptions.DEFAULT, tally, out)
                .enrich(new ByteArrayInputStream(log));
        String enriched = out.toString(StandardCharsets.ISO_8859_1);
        String before = new String(log, StandardCharsets.ISO_8859_1);
        // Not isEqualTo, which would show megabytes.
        assertThat(takeOff.apply(enriched).equals(before)).as(sample).isTrue();
        return new Enriched(tally, enriched);
    }

    private record Enriched(Tally tally, String log) {

        /** The domains that were added. */
        private Set<String> domains(Pattern added) {
            return added.matcher(log)
                    .results()
                    .map((MatchResult each) -> each.group(1))
                    .filter(each -> !each.equals("-"))
                    .collect(Collectors.toSet());
        }
    }

    private static String withoutMember(String log) {
        return log.replaceAll(",\"domain_stats\":\\{[^}]*\\}", "");
    }

    /** As many columns less as were added. */
    private static String withoutColumns(String log) {
        String columns = "(?:\t[^\t\n]*){" + FactField.DEFAULT.size() + "}";
        return Pattern.compile(
                        "^((?!#).*|#fields\t.*|#types\t.*)" + columns + "$", Pattern.MULTILINE)
                .matcher(log)
                .replaceAll("$1");
    }

    private static String withoutAny(String log) {
        String text = withoutMember(log).replaceAll(" domain_stats\\.[a-z_]+=[^ \r\n]*", "");
        return text.contains("\tdomain_stats.") ? withoutColumns(text) : text;
    }

    private static Path logs() {
        return SampleFolder.path().resolve("logs");
    }
}
