package org.domainstats.logformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class JsonReaderTest {

    @Test
    void theClientIsTheSideThatAsked() {
        JsonReader reader = new JsonReader(Fields.DEFAULT, null);
        byte[] line =
                text(
                        "{\"src_ip\":\"192.0.2.53\",\"src_port\":53,\"dest_ip\":\"192.0.2.1\",\"dest_port\":4000,\"timestamp\":\"t\",\"dns\":{\"rrname\":\"a.com\"}}");
        assertThat(reader.read(line, 0, line.length))
                .isInstanceOfSatisfying(
                        Reading.Named.class,
                        named ->
                                assertThat(named.origin())
                                        .isEqualTo(new Reading.Origin("192.0.2.1", "t")));
    }

    private static byte[] text(String line) {
        return line.getBytes(StandardCharsets.US_ASCII);
    }
}
