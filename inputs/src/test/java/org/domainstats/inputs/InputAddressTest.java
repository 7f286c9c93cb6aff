package org.domainstats.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.inputs.InputAddress.DnstapSocket;
import org.domainstats.inputs.InputAddress.Kind;
import org.domainstats.inputs.InputAddress.LogFile;
import org.domainstats.inputs.InputAddress.Port;
import org.domainstats.model.AddressPrefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

class InputAddressTest {

    @Test
    void addressesAreReadAsTheyAreWritten() {
        assertThat(InputAddress.parse("file:/var/log/dns.log"))
                .isEqualTo(new LogFile("file:/var/log/dns.log", Path.of("/var/log/dns.log")));
        assertThat(InputAddress.parse("file:///var/log/dns.log"))
                .isEqualTo(new LogFile("file:///var/log/dns.log", Path.of("/var/log/dns.log")));
        assertThat(InputAddress.parse("dnstap+unix:/run/x.sock"))
                .isEqualTo(new DnstapSocket("dnstap+unix:/run/x.sock", Path.of("/run/x.sock")));
        String udp = "syslog+udp://[::]:5514?from=192.0.2.0/24&from=2001:db8::1";
        assertThat(InputAddress.parse(udp))
                .isEqualTo(
                        new Port(
                                udp,
                                Kind.SYSLOG_UDP,
                                new InetSocketAddress("::", 5514),
                                List.of(
                                        AddressPrefix.parse("192.0.2.0/24"),
                                        AddressPrefix.parse("2001:db8::1"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/var/log/dns.log",
                "file:dns.log",
                "file:/",
                "file://host/x",
                "dnstap+unix:x",
                "dnstap+tcp://127.0.0.1",
                "dnstap+tcp://localhost:6000",
                "dnstap+tcp://127.0.0.1:66000",
                "syslog+udp://127.0.0.1:5514/x",
                "syslog+tcp://127.0.0.1:5514?to=1",
                "syslog+tcp://127.0.0.1:5514?from=192.0.2.0/33",
                "syslog+tcp://user@127.0.0.1:5514",
                "kafka://127.0.0.1:9092",
            })
    void whatIsNoneIsRefusedWithTheReason(String text) {
        assertThatThrownBy(() -> InputAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).{10,}");
    }
}
