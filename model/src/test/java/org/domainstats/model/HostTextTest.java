package org.domainstats.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTextTest {

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "example.com:8080, example.com",
        "http://user:secret@example.com:80/a?b, example.com",
        "http://[2001:db8::1]:80/, 2001:db8::1",
        "2001:db8::1, 2001:db8::1",
        "example.com/login, example.com",
        "example.com/login?next=https://other.org/, example.com",
        "example.com?next=https://other.org/, example.com",
        "example.com:8080/a:b:c, example.com",
        "https://example.com?u=http://other.org, example.com",
        "://example.com, ://example.com",
        "/, /",
    })
    void hostIsThatOfTheFirstUrlInAText(String text, String host) {
        assertThat(HostText.of(text)).isEqualTo(host);
    }
}
