package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

class SettingsTest {

    @TempDir private Path folder;

    @Test
    void everyKeyAndDefaultIsAsOthersRelyOn() {
        String all =
                Arrays.stream(SettingKey.values())
                        .map(key -> key.key() + "=" + key.initial())
                        .collect(Collectors.joining("\n"));
        assertThat(all)
                .contains(
                        "data=data",
                        "bind=127.0.0.1",
                        "port=8000",
                        "answer-within=2s",
                        "answer-format=original",
                        "established-after=730d",
                        "timezone-offset=0",
                        "cache-size=65536",
                        "prohibited-tlds=local,arpa",
                        "prohibited-domains=",
                        "community=off",
                        "community-token-file=",
                        "community-ca=",
                        "registry-ca=",
                        "rdap=on",
                        "whois=on",
                        "rdap-bootstrap=https://data.iana.org/rdap/dns.json",
                        "whois-root=whois.iana.org:43",
                        "allow-private-registries=false",
                        "allow-anonymous=false",
                        "feed=",
                        "log-detail=0");
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
        assertThat(settings.origin(SettingKey.CACHE_SIZE)).isEqualTo(file.toString());
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
        assertRefused("database_file: x", "did you mean data?");
        assertRefused("target_updates: x", "did you mean feed?");
        assertRefused("zzzzzzzzzzzzzzz: x", "see: domain-stats config show");
    }

    @Test
    void badValueNamesItsSettingAndTheWayOut() throws IOException {
        assertRefused("port: 70000", "port must be a port from 0 to 65535, but is 70000");
        assertRefused("answer-within: soon", "answer-within must be a duration such as 250ms");
        assertRefused("rdap: perhaps", "rdap must be on or off, but is perhaps");
        assertRefused("cache-size: many", "cache-size must be a whole number, but is many");
        assertRefused("registries: x", "registries must be pairs");
        assertRefused("- a list", "must hold lines of the form key: value");
        assertRefused("a: [", "is not valid YAML");
    }

    @Test
    void missingFileIsAnError() {
        assertThatThrownBy(() -> settings(folder.resolve("none.yaml"), Map.of(), Map.of()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("no such file");
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
        return new Settings(SettingSources.gather(null, environment, flags));
    }

    private Settings settings(
            Path file, Map<String, String> environment, Map<SettingKey, String> flags) {
        return new Settings(SettingSources.gather(file, environment, flags));
    }
}
