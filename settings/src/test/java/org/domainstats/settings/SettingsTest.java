package org.domainstats.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

class SettingsTest {

    @TempDir private Path folder;

    /** Others rely on each of these: a change here is one that operators must be told of. */
    @Test
    void everyKeyAndDefaultIsAsOthersRelyOn() {
        assertThat(
                        Arrays.stream(SettingKey.values())
                                .map(key -> key.key() + "=" + key.initial())
                                .sorted())
                .containsExactly(
                        "allow-anonymous=false",
                        "allow-private-registries=false",
                        "allow-unsigned-feed=false",
                        "allowed-hosts=",
                        "answer-format=original",
                        "answer-within=2s",
                        "bind=127.0.0.1",
                        "brand-domains=",
                        "brands=",
                        "cache-size=65536",
                        "community-bind=127.0.0.1",
                        "community-ca=",
                        "community-https-port=off",
                        "community-metrics-port=off",
                        "community-port=4100",
                        "community-token-file=",
                        "community=off",
                        "data=data",
                        "established-after=730d",
                        "event-outputs=",
                        "event-retention=30d",
                        "event-within=10m",
                        "feed-key=",
                        "feed-stale-after=7d",
                        "feed=",
                        "freq-average-alert=5.0",
                        "freq-scores=on",
                        "freq-table=",
                        "freq-word-alert=4.0",
                        "hints=",
                        "identity-header=",
                        "identity-roles=",
                        "inputs=",
                        "keep-clients=off",
                        "labels=",
                        "learning-until=",
                        "log-detail=0",
                        "log-format=text",
                        "lookalikes=on",
                        "lookup-ca=",
                        "lookup-token-file=",
                        "outbox-max=500000",
                        "port=8000",
                        "prohibited-domains=",
                        "prohibited-tlds=local,arpa",
                        "publish-at=3",
                        "publish-every=off",
                        "randomness-model=",
                        "randomness-scores=on",
                        "rank-list=",
                        "rdap-bootstrap=https://data.iana.org/rdap/dns.json",
                        "rdap=on",
                        "registries=",
                        "registry-ca=",
                        "registry-contact=",
                        "resolve-first=on",
                        "retention=off",
                        "session-lifetime=12h",
                        "sleepers-without-community=off",
                        "store-password-file=",
                        "store=sqlite",
                        "timezone-offset=0",
                        "tls-certificate=",
                        "tls-key=",
                        "token-file=",
                        "trusted-proxies=",
                        "whois-root=whois.iana.org:43",
                        "whois=on",
                        "young-within=30d");
    }

    @Test
    void everyKeyHasItsVariable() {
        Map<String, String> environment = new HashMap<>();
        for (SettingKey key : SettingKey.values()) {
            environment.put(key.variable(), key.initial());
        }
        Settings settings = settings(environment, Map.of());
        for (SettingKey key : SettingKey.values()) {
            assertThat(settings.origin(key)).contains(key.variable());
        }
    }

    @Test
    void everyKeyHasItsHelpAndNoHelpLacksItsKey() {
        assertThat(HelpTexts.BY_KEY.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(SettingKey.keys());
        assertThat(SettingKey.values()).noneMatch(key -> key.help().isBlank());
    }

    @Test
    void everyDefaultIsWellFormed() {
        assertThat(settings(Map.of(), Map.of()).duration(SettingKey.ANSWER_WITHIN))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void laterSourceWins() throws IOException {
        Path file = write("port: 1\nanswer-within: 1s\ncache-size: 10\n");
        Settings settings =
                settings(
                        file,
                        Map.of("DOMAIN_STATS_PORT", "2", "DOMAIN_STATS_ANSWER_WITHIN", "3s"),
                        Map.of(SettingKey.PORT, "4"));
        assertThat(settings.port(SettingKey.PORT)).isEqualTo(4);
        assertThat(settings.origin(SettingKey.PORT)).isEqualTo("flag --port");
        assertThat(settings.duration(SettingKey.ANSWER_WITHIN)).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.number(SettingKey.CACHE_SIZE)).isEqualTo(10);
        assertThat(settings.origin(SettingKey.CACHE_SIZE)).isEqualTo(file + ", line 3");
    }

    @Test
    void listsAndPairsAreReadFromYamlAndFromText() throws IOException {
        Settings fromFile =
                settings(
                        write(
                                "prohibited-tlds: [corp, lan]\nregistries: {NL: on, io: 'https://r.io/'}\n"),
                        Map.of(),
                        Map.of());
        assertThat(fromFile.list(SettingKey.PROHIBITED_TLDS)).containsExactly("corp", "lan");
        assertThat(fromFile.pairs(SettingKey.REGISTRIES))
                .isEqualTo(Map.of("nl", "on", "io", "https://r.io/"));
        assertThat(
                        settings(Map.of(), Map.of(SettingKey.PROHIBITED_TLDS, "corp,lan"))
                                .list(SettingKey.PROHIBITED_TLDS))
                .containsExactly("corp", "lan");
    }

    @Test
    void unknownKeyNamesTheOneMeant() throws IOException {
        assertRefused(
                "answer_within: 2s", "unknown setting answer_within; did you mean answer-within?");
        assertRefused("prot: 8000", "did you mean port?");
        assertRefused("database_file: x", "does not exist here; data took its place");
        assertRefused("target_updates: x", "does not exist here; feed took its place");
        assertRefused("zzzzzzzzzzzzzzz: x", "see: domain-stats config show");
    }

    @Test
    void badValueNamesItsSettingAndTheWayOut() throws IOException {
        assertRefused("port: 70000", "port must be a port from 0 to 65535, but is 70000");
        assertRefused("answer-within: soon", "answer-within must be a duration such as 250ms");
        assertRefused("answer-within: 9999999d", "100000d at most, but is 9999999d");
        assertRefused("retention: 0s", "retention must be a duration that is not 0, but is 0s");
        assertRefused("publish-every: 0h", "publish-every must be a duration that is not 0");
        assertRefused("rdap: perhaps", "rdap must be on or off, but is perhaps");
        assertRefused(
                "cache-size: many", "cache-size must be a whole number, 0 or more, but is many");
        assertRefused("cache-size: -1", "cache-size must be a whole number, 0 or more, but is -1");
        assertRefused("outbox-max: 0", "outbox-max must be a whole number, 1 or more, but is 0");
        assertRefused("publish-at: 0", "publish-at must be a whole number, 1 or more, but is 0");
        assertRefused("timezone-offset: 99", "must be a whole number from -18 to 18, but is 99");
        assertRefused("registries: x", "registries must be pairs");
        assertRefused("- a list", "must hold lines of the form key: value");
        assertRefused("a: [", "is not valid YAML, line ");
        assertRefused("data: &a [*a]", "lists within lists");
        assertRefused("? [port]\n: 1", "is not valid YAML");
        assertRefused("community-metrics-port: perhaps", "a port from 0 to 65535, or off");
        assertRefused("publish-every: daily", "must be a duration");
        assertRefused("log-format: xml", "must be one of text, json, but is xml");
    }

    @Test
    void errorsNameTheLineInTheFile() throws IOException {
        assertRefused("data: x\n\n'port': no", "settings.yaml, line 3: port must be a port");
        assertRefused("# no key\nprot: 1", "settings.yaml, line 2: unknown setting prot");
        assertRefused("port: 1\nport: 2", ".yaml, line 2: the key stands there a second time");
    }

    /** Doubled thirty times, a few lines of aliases are a billion names. */
    @Test
    void aliasesOfListsAreNotMultiplied() throws IOException {
        StringBuilder file = new StringBuilder("prohibited-tlds:\n  - &x0 [corp]\n");
        for (int i = 1; i < 24; i++) {
            file.append("  - &x").append(i).append(" [*x").append(i - 1);
            file.append(", *x").append(i - 1).append("]\n");
        }
        assertRefused(file.toString(), "lists within lists");
        assertThat(
                        settings(
                                        write(
                                                "prohibited-tlds: &x [corp, lan]\n"
                                                        + "prohibited-domains: *x"),
                                        Map.of(),
                                        Map.of())
                                .list(SettingKey.PROHIBITED_DOMAINS))
                .containsExactly("corp", "lan");
    }

    @Test
    void missingFileIsAnError() {
        assertThatThrownBy(() -> settings(folder.resolve("none.yaml"), Map.of(), Map.of()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void portOrOffIsOneOfTheTwo() throws IOException {
        Settings settings = settings(write("community-https-port: 443"), Map.of(), Map.of());
        assertThat(settings.optionalPort(SettingKey.COMMUNITY_HTTPS_PORT)).hasValue(443);
        assertThat(settings.optionalPort(SettingKey.COMMUNITY_METRICS_PORT)).isEmpty();
        assertThat(settings.optionalDuration(SettingKey.PUBLISH_EVERY)).isEmpty();
    }

    @Test
    void nothingOfAFileThatIsNoSettingsFileIsShown() throws IOException {
        Path secret = write("hunter2-is-the-secret\n\tand more: [");
        assertThatThrownBy(() -> settings(secret, Map.of(), Map.of()))
                .isInstanceOf(SettingException.class)
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("and more");
        Path scalar = write("hunter2-is-the-secret");
        assertThatThrownBy(() -> settings(scalar, Map.of(), Map.of()))
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void secretsWithinUrlsAreNotShown() throws IOException {
        assertThat(Redaction.of("https://user:pass@host/feed?token=abc&x=1"))
                .isEqualTo("https://***@host/feed?token=***&x=1");
        assertThat(Redaction.of("com=https://u:p@rdap.example/,net=off"))
                .isEqualTo("com=https://***@rdap.example/,net=off");
        assertThat(
                        Redaction.of(
                                SettingKey.EVENT_OUTPUTS,
                                "https://hooks.example/services/T0/B0/x9#format=ocsf,"
                                        + "file:/var/log/events.json,elasticsearch+https://es/events"))
                .isEqualTo(
                        "https://hooks.example/***#format=ocsf,"
                                + "file:/var/log/events.json,elasticsearch+https://es/events");
        assertThat(
                        Redaction.of(
                                SettingKey.HINTS,
                                "nrd=csv:https://u:p@lists.example/d/S3cret?k=1,/var/isc.json.gz"))
                .isEqualTo("nrd=csv:https://***@lists.example/***,/var/isc.json.gz");
        assertThat(Redaction.of("https://host:443/a@b")).isEqualTo("https://host:443/a@b");
        assertRefused("port: https://u:hunter2@host/", "https://***@host/");
    }

    private void assertRefused(String yaml, String message) throws IOException {
        Path file = write(yaml);
        assertThatThrownBy(() -> settings(file, Map.of(), Map.of()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("settings.yaml"), yaml);
    }

    private Settings settings(Map<String, String> environment, Map<SettingKey, String> flags) {
        return SettingSources.read(null, environment, flags);
    }

    private Settings settings(
            Path file, Map<String, String> environment, Map<SettingKey, String> flags) {
        return SettingSources.read(file, environment, flags);
    }
}
