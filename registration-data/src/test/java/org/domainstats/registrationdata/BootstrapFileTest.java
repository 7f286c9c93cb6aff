package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

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

    private static Map<String, URI> parse(String text) throws IOException {
        return BootstrapFile.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
