package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.httpclient.SharedVertx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.InstantSource;

/** Outputs are read as operators write them, and what is wrong is told with the way out. */
class OutputSpecTest {

    private static OpenOutput open(String text) {
        return OpenOutput.of(
                OutputSpec.parse(text),
                new OutputParts(
                        new SharedVertx(), "1.0", InstantSource.system(), System::nanoTime));
    }

    @ParameterizedTest
    @CsvSource({
        "file:/var/log/events.ndjson, file:/var/log/events.ndjson",
        "file:///var/log/events.ndjson, file:/var/log/events.ndjson",
        "https://hooks.example/services/T0/SECRET, https://hooks.example",
        "syslog+tcp://siem:601#format=cef, syslog+tcp://siem:601",
        "syslog+udp://siem, syslog+udp://siem",
        "syslog+tls://siem#name=siem-a, siem-a",
        "elasticsearch+https://user:pw@es:9200/domain-stats, elasticsearch+https://es:9200",
        "kafka://kafka/first-contacts#servers=b:9092+c:9092, kafka://kafka",
    })
    void theNameShowsNoSecret(String text, String name) {
        OpenOutput output = open(text);
        assertThat(output.spec().name()).isEqualTo(name);
        output.output().close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://host/|begins with one of",
                "file:/x#kind=sleeper|no option kind; options here are allowed, format, from",
                "file:/x#kinds=sleper|no kind sleper; kinds are",
                "file:/x#format=xml|format is one of",
                "file:/x#rotate=10|rotate is a size such as 100MB",
                "file:/x#max-age=old|max-age must be a time such as 30d",
                "file:/x#from=start|from is now or oldest",
                "file:/x#format|options are name=value",
                "https://host/#batch=1000|batch is a number from 1 to 256",
                "https://host/#batch=2&format=cef|batch is for formats of JSON",
                "https://host/#secret-file=/no/such|/no/such cannot be read",
                "elasticsearch+http://host/|the name of an index",
                "elasticsearch+http://host/x#format=cef|takes JSON",
                "kafka://host|needs a topic",
                "syslog+tcp:siem|needs a host",
                "file:/x#name=a\"b|the name of an output is made of",
                "file:/a%20b|give it another by #name=",
                "file:/a b|a space in one is %20",
            })
    void whatIsWrongIsTold(String text, String message) {
        assertThatThrownBy(() -> open(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aMessageShowsNoSecret() {
        assertThatThrownBy(() -> OutputSpec.parse("https://me:pw@host/a b?key=1"))
                .hasMessageNotContaining("pw")
                .hasMessageNotContaining("key=1");
    }
}
