package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.domainstats.model.DomainName;
import org.domainstats.registry.RdapServer.Listed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

class BootstrapFileTest {

    @Test
    void readsNamesAndPrefersHttps() throws IOException {
        Map<String, URI> bases =
                parse(
                        """
                        {"version":"1.0","publication":"2024-01-07T10:11:12Z","x":{"y":[1]},
                         "services":[
                          [["NET","com"],["https://registry.example.com/myrdap/"]],
                          [["org","my.org"],["http://example.org/","https://example.org"]],
                          [["xn--zckzah"],["http://example.net:9000/rdap/xn--zckzah/"],["later"]],
                          [[""],["https://root.example/"]]]}
                        """);

        assertThat(bases)
                .containsOnly(
                        Map.entry("net", URI.create("https://registry.example.com/myrdap/")),
                        Map.entry("com", URI.create("https://registry.example.com/myrdap/")),
                        Map.entry("org", URI.create("https://example.org/")),
                        Map.entry("my.org", URI.create("https://example.org/")),
                        Map.entry(
                                "xn--zckzah",
                                URI.create("http://example.net:9000/rdap/xn--zckzah/")),
                        Map.entry("", URI.create("https://root.example/")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"version\":\"1.0\",\"services\":[]}",
                "{\"version\":\"2.0\",\"services\":[[[\"com\"],[\"https://a.example/\"]]]}",
                "{\"version\":\"1.0\",\"services\":{}}",
                "{\"version\":\"1.0\",\"services\":[[]]}",
                "{\"version\":\"1.0\",\"services\":[[[\"com\"]]]}",
                "{\"version\":\"1.0\",\"services\":[[[\"com\"],[]]]}",
                "{\"version\":\"1.0\",\"services\":[[[],[\"https://a.example/\"]]]}",
                "{\"version\":\"1.0\",\"services\":[[[\"com\"],[\"ftp://a.example/\"]]]}",
                "{\"version\":\"1.0\",\"services\":[[[\"com\"],[\"https://a.example/%%\"]]]}",
                "{\"version\":\"1.0\",\"services\":[[[\"com\"],[\"https:///x/\"]]]}",
                "{\"version\":\"1.0\",\"services\":[[[\"c m\"],[\"https://a.example/\"]]]}",
                "{\"version\":\"1.0\",\"services\":[[[7],[\"https://a.example/\"]]]}",
                "{\"version\":\"1.0\",\"services\":[[[\"com\"],[\"https://a.example/\"]]"
            })
    void refusesWhatIsNotWholeAndSaysWhy(String text) {
        assertThatIOException().isThrownBy(() -> parse(text)).withMessageMatching("[ -~]{10,160}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dns_bad_services.json",
                "dns_bad_url.json",
                "dns_empty.json",
                "dns_syntax_error.json"
            })
    void refusesTheMalformedSamples(String file) {
        Path folder = Samples.folder("bootstrap/bootstrap_malformed");

        assertThatIOException()
                .isThrownBy(() -> BootstrapFile.parse(Samples.bytes(folder.resolve(file))));
    }

    @Test
    void readsTheRealOne() throws IOException {
        Path folder = Samples.folder("bootstrap");
        Map<String, URI> bases = BootstrapFile.parse(Samples.bytes(folder.resolve("dns.json")));

        assertThat(bases).hasSizeGreaterThan(1_000);
        assertThat(bases.get("com")).isEqualTo(URI.create("https://rdap.verisign.com/com/v1/"));
    }

    @Test
    void theLongestNameWinsThenTheOperatorThenIana() {
        Map<String, URI> iana =
                Map.of(
                        "com", URI.create("https://iana.example/"),
                        "io", URI.create("https://iana.example/io/"));
        RdapServers servers =
                new RdapServers(Map.of("net", URI.create("https://mine.example/")), false);

        assertThat(servers.find(new DomainName("example.com"), iana))
                .isEqualTo(
                        new RdapServer("com", URI.create("https://iana.example/"), Listed.BY_IANA));
        assertThat(servers.find(new DomainName("example.net"), iana))
                .extracting(RdapServer::listed)
                .isEqualTo(Listed.BY_OPERATOR);
        assertThat(servers.find(new DomainName("example.io"), iana))
                .extracting(RdapServer::listed)
                .isEqualTo(Listed.BY_IANA);
        assertThat(servers.find(new DomainName("example.io"), Map.of()))
                .extracting(RdapServer::listed)
                .isEqualTo(Listed.BY_US);
        assertThat(servers.find(new DomainName("example.uk.com"), iana))
                .extracting(RdapServer::zone)
                .isEqualTo("uk.com");
        assertThat(servers.find(new DomainName("uk.com"), iana))
                .extracting(RdapServer::zone)
                .isEqualTo("com");
        assertThat(servers.find(new DomainName("example.zz"), iana)).isNull();
    }

    @Test
    void theBuiltInTablesAreSound() {
        RdapServers servers = new RdapServers(Map.of(), false);
        for (String name :
                new String[] {
                    "example.com", "example.net", "example.org", "example.info", "example.de",
                    "example.ch", "example.li", "example.co", "example.us", "example.io",
                    "example.com.au", "example.ac", "example.ag", "example.uk.com"
                }) {
            RdapServer server = servers.find(new DomainName(name), Map.of());
            assertThat(server == null ? "none" : server.base().toString())
                    .as(name)
                    .startsWith("https://")
                    .endsWith("/");
        }
    }

    private static Map<String, URI> parse(String text) throws IOException {
        return BootstrapFile.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
