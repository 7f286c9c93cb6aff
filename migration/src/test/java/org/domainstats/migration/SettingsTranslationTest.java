package org.domainstats.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class SettingsTranslationTest {

    @TempDir Path folder;

    @Test
    void settingsOf2019AreTranslated() throws IOException {
        assertThat(
                        SettingsTranslation.of(
                                file(
                                        """
                                        local_address: 0.0.0.0
                                        local_port: 8000
                                        server_dns_name: stats.example.org
                                        server_port: 4100
                                        mode: server
                                        database_file: domain_stats.db
                                        memory_cache: true
                                        cached_max_items: 65535
                                        prohibited_tlds: [local, arpa, "corp example"]
                                        timezone_offset: -5
                                        log_detail: 0
                                        target_updates: 'https://updates.example/data'
                                        database_version: '0.2'
                                        """)))
                .contains(
                        "bind: 0.0.0.0",
                        "port: 8000",
                        "community: udp://stats.example.org:4100",
                        "cache-size: 65535",
                        "prohibited-tlds: [local, arpa, 'corp example']",
                        "timezone-offset: '-5'",
                        "log-detail: 0",
                        "feed: https://updates.example/data")
                .anyMatch(line -> line.startsWith("# database_file: domain_stats.db"))
                .anyMatch(line -> line.startsWith("# memory_cache: true"))
                .anyMatch(line -> line.startsWith("# database_version: 0.2"))
                .doesNotContain("answer-format: domain_stats");
    }

    @Test
    void settingsOf1xKeepTheirDialect() throws IOException {
        assertThat(
                        SettingsTranslation.of(
                                file(
                                        """
                                        ip_address: 127.0.0.1
                                        local_port: 5730
                                        workers: 4
                                        threads_per_worker: 4
                                        established_days_age: 730
                                        mode: rdap
                                        freq_table: freqtable2018.freq
                                        enable_freq_scores: false
                                        freq_avg_alert: 4.5
                                        count_rdap_errors: true
                                        """)))
                .contains(
                        "answer-format: domain_stats",
                        "bind: 127.0.0.1",
                        "port: 5730",
                        "established-after: 730d",
                        "community: off",
                        "freq-table: freqtable2018.freq",
                        "freq-scores: false",
                        "freq-average-alert: 4.5")
                .anyMatch(line -> line.startsWith("# workers: 4  (not needed:"));
    }

    @Test
    void unknownKeyIsNamedAndNothingEscapesItsLine() throws IOException {
        assertThat(
                        SettingsTranslation.of(
                                file(
                                        "\"a\\nport\": \"x\\nbind: 0.0.0.0\"\nip_address: \"1\\n2\"\n")))
                .noneMatch(line -> line.startsWith("bind: 0.0.0.0") || line.contains("\n"));
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path list = file("- a\n- b\n");
        assertThatThrownBy(() -> SettingsTranslation.of(list)).hasMessageContaining("keys");
        Path broken = file("a: [\n");
        assertThatThrownBy(() -> SettingsTranslation.of(broken)).hasMessageContaining("YAML");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("domain_stats.yaml"), text);
    }
}
