package org.domainstats.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.http.BlockingHttpClient;
import org.domainstats.http.HttpClientSettings;
import org.domainstats.http.SharedVertx;
import org.domainstats.http.TrustedAuthorities;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From where a feed without a signature is taken, and from where a first key. */
class UnsignedFeedTest {

    @ParameterizedTest
    @CsvSource({
        "https://feed.example/, true, true",
        "http://127.0.0.1:8080/, true, true",
        "http://10.1.2.3/, false, true",
        "http://192.168.1.1/feed, false, true",
        "http://[fd00::1]/, false, true",
        "http://8.8.8.8/, false, false",
        "http://[2606:4700::1111]/, false, false",
        "http://name.invalid/, false, false",
        "/srv/feed, true, true"
    })
    void addressSaysWhoMayBeOnTheWay(String source, boolean authenticated, boolean isProtected) {
        try (BlockingHttpClient http =
                new BlockingHttpClient(
                        new SharedVertx(),
                        HttpClientSettings.forNamedHosts("test", TrustedAuthorities.java()))) {
            FeedSource feed = FeedSource.of(source, http);
            assertThat(feed.isAuthenticated()).isEqualTo(authenticated);
            assertThat(feed.isProtected()).isEqualTo(isProtected);
        }
    }
}
