package org.domainstats.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.SettingSources;
import org.domainstats.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.Map;

/** What {@code config check} finds before a start does. */
class SettingsCheckTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    EVENT_OUTPUTS, "carrier-pigeon://host"
                    EVENT_OUTPUTS, "https://127.0.0.1/hook#secret-file=/absent"
                    INPUTS, "file:relative"
                    HINTS, "morse:names.txt"
                    HINTS, "/tmp"
                    HINTS, "ftp://host/names.txt"
                    RESOLVE_FIRST, "maybe"
                    RESOLVE_FIRST, "http://127.0.0.1:53"
                    RESOLVE_FIRST, "300.0.0.1:53"
                    RESOLVE_FIRST, "127.0.0.1:0"
                    WHOIS_ROOT, "whois iana org"
                    WHOIS_ROOT, "https://whois.iana.org"
                    WHOIS_ROOT, "whois..org:43"
                    WHOIS_ROOT, "whois.iana.org:port"
                    RDAP_BOOTSTRAP, "nonsense"
                    RDAP_BOOTSTRAP, "ftp://data.iana.org/rdap/dns.json"
                    RDAP_BOOTSTRAP, "https:///rdap/dns.json"
                    RDAP_BOOTSTRAP, "https://data iana org"
                    RDAP_BOOTSTRAP, "file://host/dns.json"
                    ALLOWED_HOSTS, "https://soc.example.org"
                    ALLOWED_HOSTS, "soc.example.org:8000"
                    ALLOWED_HOSTS, "good.example.org,*.example.org"
                    LABELS, "/absent"
                    COMMUNITY, "ftp://host"
                    COMMUNITY, "udp://host:99999"
                    COMMUNITY, "https://host:99999"
                    REGISTRY_CONTACT, "soc@exämple.org"
                    PROHIBITED_TLDS, "local,http://corp/"
                    PROHIBITED_DOMAINS, "https://example.org/"
                    STORE, "mysql://host/x"
                    TLS_CERTIFICATE, "/absent"
                    TOKEN_FILE, "/absent"
                    REGISTRIES, "nl=maybe"
                    LEARNING_UNTIL, "soon"
                    IDENTITY_ROLES, "alice=admin"
                    COMMUNITY_BIND, "host.invalid"
                    DATA, "/dev/null/data"
                    """)
    void valueThatStopsTheStartIsNamed(SettingKey key, String value) {
        assertThatThrownBy(() -> SettingsCheck.check(settings().with(key, value, "test")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(key.key());
    }

    @ParameterizedTest
    @EnumSource(names = {"DATA", "LABELS", "TOKEN_FILE", "RANK_LIST"})
    void whatIsNoPathIsAnErrorOfItsSetting(SettingKey key) {
        assertThatThrownBy(() -> SettingsCheck.check(settings().with(key, "/a\0b", "test")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(key.key());
    }

    @Test
    void identityHeaderIsTheNameOfAField() {
        Settings settings =
                settings()
                        .with(SettingKey.TRUSTED_PROXIES, "127.0.0.1", "test")
                        .with(SettingKey.IDENTITY_ROLES, "alice=admin", "test")
                        .with(SettingKey.IDENTITY_HEADER, "X User", "test");
        assertThatThrownBy(() -> SettingsCheck.check(settings))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("the name of a header field");
    }

    @Test
    void communityBeyondThisMachineNeedsACertificate() {
        Settings settings =
                settings()
                        .with(SettingKey.COMMUNITY_BIND, "0.0.0.0", "test")
                        .with(SettingKey.COMMUNITY_HTTPS_PORT, "443", "test");
        assertThatThrownBy(() -> SettingsCheck.check(settings))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("tls-certificate");
    }

    @Test
    void goodSettingsPassAndLeaveNothing() {
        Settings settings =
                settings()
                        .with(SettingKey.EVENT_OUTPUTS, "file:" + folder.resolve("events"), "test")
                        .with(SettingKey.INPUTS, "file:" + folder.resolve("dns.log"), "test");
        assertThatCode(() -> SettingsCheck.check(settings)).doesNotThrowAnyException();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "RESOLVE_FIRST, no",
        "RESOLVE_FIRST, 127.0.0.1",
        "RESOLVE_FIRST, unbound:5353",
        "RESOLVE_FIRST, [::1]:53",
        "WHOIS_ROOT, whois.example",
        "RDAP_BOOTSTRAP, http://host.invalid:8080/dns.json",
        "ALLOWED_HOSTS, 'soc, Soc.example.org, stats_1.lan, 10.0.0.1, ::1'",
        "HINTS, /absent/that-comes-later.txt"
    })
    void valueThatMayWorkPassesAndNobodyIsAsked(SettingKey key, String value) {
        assertThatCode(() -> SettingsCheck.check(settings().with(key, value, "test")))
                .doesNotThrowAnyException();
    }

    @Test
    void folderOfTheDataIsNotMade() {
        Settings settings =
                settings().with(SettingKey.DATA, folder.resolve("a/b").toString(), "test");
        SettingsCheck.check(settings);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void storeThatCannotBeReachedIsNotAsked() {
        Settings settings =
                settings().with(SettingKey.STORE, "postgresql://nobody@127.0.0.1:1/none", "test");
        assertThatCode(() -> SettingsCheck.check(settings)).doesNotThrowAnyException();
    }

    private Settings settings() {
        return SettingSources.read(null, Map.of(), Map.of())
                .with(SettingKey.DATA, folder.resolve("data").toString(), "test");
    }
}
