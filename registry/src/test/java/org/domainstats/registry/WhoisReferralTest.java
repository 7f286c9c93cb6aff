package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.domainstats.httpclient.HostPort;
import org.domainstats.httpclient.InvalidResponseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhoisReferralTest {

    private static final HostPort ROOT = new HostPort("127.0.0.1", 4343);

    @Test
    void takesTheReferralBeforeTheRecord() throws InvalidResponseException {
        assertThat(
                        server(
                                """
                                % IANA WHOIS server
                                refer:        whois.nic.example

                                domain:       EXAMPLE
                                organisation: Somebody
                                whois:        whois.other.example
                                created:      1985-01-01
                                """,
                                false))
                .isEqualTo(new HostPort("whois.nic.example", 43));
    }

    @Test
    void elseTheServerOfTheRecord() throws InvalidResponseException {
        assertThat(server("domain: EXAMPLE\nrefer:\nWHOIS:   WHOIS.Nic.Example\n", false))
                .isEqualTo(new HostPort("whois.nic.example", 43));
    }

    @Test
    void aTldWithoutAServerHasNone() throws InvalidResponseException {
        assertThat(server("domain: EXAMPLE\nwhois:\nstatus: ACTIVE\n", false)).isNull();
        assertThat(server("% This query returned 0 objects.\n", false)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "169.254.169.254",
                "localhost",
                "whois.nic.example:22",
                "http://whois.nic.example/",
                "whois nic example",
                "-whois.example",
                "whois..example",
                "whois.nic.example\u0007",
                "[::1]"
            })
    void whatIsNoPublicHostNameIsNoReferral(String host) {
        assertThatExceptionOfType(InvalidResponseException.class)
                .isThrownBy(() -> server("refer: " + host + "\n", false));
    }

    @Test
    void nothingIsNoReferral() {
        assertThatExceptionOfType(InvalidResponseException.class)
                .isThrownBy(() -> server(" \r\n", false));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:4344, 127.0.0.1, 4344",
        "127.0.0.1, 127.0.0.1, 4343",
        "localhost, localhost, 43",
        "whois.nic.example, whois.nic.example, 43"
    })
    void testsMayReferToAddressesAndPorts(String text, String host, int port)
            throws InvalidResponseException {
        assertThat(server("refer: " + text + "\n", true)).isEqualTo(new HostPort(host, port));
    }

    private static @Nullable HostPort server(String reply, boolean allowPrivate)
            throws InvalidResponseException {
        return WhoisReferral.parse(reply, ROOT, allowPrivate).server();
    }
}
