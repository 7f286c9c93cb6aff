package org.domainstats.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;

class RedirectsTest {

    private static final URI START = URI.create("https://rdap.example/rdap/domain/a.example");

    @ParameterizedTest
    @CsvSource({
        "https://other.example/x, https://other.example/x",
        "HTTPS://other.example/x, https://other.example/x",
        "/x/y, https://rdap.example/x/y",
        "b.example, https://rdap.example/rdap/domain/b.example",
        "//other.example/x, https://other.example/x",
        "https://other.example/x#part, https://other.example/x",
        "https://other.example:1024/x, https://other.example:1024/x"
    })
    void leadsOn(String location, URI next) throws Exception {
        assertThat(new Redirects(START).follow(START, location)).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://other.example/x",
                "ftp://other.example/x",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "https://user:secret@other.example/",
                "https://other.example:25/",
                "https://other.example:1023/",
                "https:///x",
                "https://rdap.example/rdap/domain/a.example",
                "https://a b/",
                "http://["
            })
    void leadsNowhere(String location) {
        assertRefused(START, location);
    }

    @Test
    void plainHttpMayLeadToEither() throws Exception {
        URI plain = URI.create("http://rdap.example/x");

        assertThat(new Redirects(plain).follow(plain, "https://rdap.example/x").getScheme())
                .isEqualTo("https");
        assertThat(new Redirects(plain).follow(plain, "http://other.example/x").getScheme())
                .isEqualTo("http");
        assertRefused(plain, null);
    }

    @Test
    void aLongChainEnds() throws Exception {
        Redirects redirects = new Redirects(START);
        URI at = START;
        for (int i = 0; i < 5; i++) {
            at = redirects.follow(at, "/" + i);
        }
        URI last = at;

        assertThatExceptionOfType(ForbiddenTargetException.class)
                .isThrownBy(() -> redirects.follow(last, "/5"));
    }

    private static void assertRefused(URI from, @Nullable String location) {
        assertThatExceptionOfType(ForbiddenTargetException.class)
                .isThrownBy(() -> new Redirects(from).follow(from, location));
    }
}
