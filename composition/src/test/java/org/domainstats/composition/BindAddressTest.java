package org.domainstats.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.SettingSources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

class BindAddressTest {

    /** A name that begins with 127. may be anything; an address of many forms may be loopback. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.9.8.7, true",
        "::1, true",
        "0:0:0:0:0:0:0:1, true",
        "::ffff:127.0.0.1, true",
        "localhost, true",
        "0.0.0.0, false",
        "::, false",
        "192.0.2.1, false",
    })
    void loopbackIsDecidedOnTheAddress(String written, boolean loopback) {
        assertThat(of(written).isLoopback()).isEqualTo(loopback);
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThatThrownBy(() -> of("127.invalid.")).isInstanceOf(SettingException.class);
        assertThatThrownBy(() -> of(" "))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("bind must be an address of this machine");
    }

    private static BindAddress of(String written) {
        return BindAddress.of(
                SettingSources.read(null, Map.of(), Map.of(SettingKey.BIND, written)),
                SettingKey.BIND);
    }
}
