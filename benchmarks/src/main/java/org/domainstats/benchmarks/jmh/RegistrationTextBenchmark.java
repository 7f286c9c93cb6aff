package org.domainstats.benchmarks.jmh;

import org.domainstats.model.DomainName;
import org.domainstats.registrationdata.ParsedReply;
import org.domainstats.registrationdata.RegistrationText;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The time that a registry's reply takes to be read, of usual length and in the usual words. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RegistrationTextBenchmark {

    private static final DomainName DOMAIN = new DomainName("example.com");

    private final byte[] whois = whois().getBytes(StandardCharsets.UTF_8);
    private final byte[] free =
            "No match for domain \"EXAMPLE.COM\".\r\n".getBytes(StandardCharsets.UTF_8);
    private final byte[] rdap = rdap().getBytes(StandardCharsets.UTF_8);

    private static String whois() {
        return """
        Domain Name: EXAMPLE.COM
        Registry Domain ID: 1_DOMAIN_COM-EXAMPLE
        Registrar WHOIS Server: whois.registrar.example
        Registrar URL: https://registrar.example
        Updated Date: 2025-08-14T07:01:34Z
        Creation Date: 1995-08-14T04:00:00Z
        Registry Expiry Date: 2026-08-13T04:00:00Z
        Registrar: Registrar of Examples
        Domain Status: clientTransferProhibited https://icann.org/epp#clientTransferProhibited
        Name Server: NS1.EXAMPLE.NET
        Name Server: NS2.EXAMPLE.NET
        DNSSEC: unsigned
        >>> Last update of whois database: 2026-11-24T10:00:00Z <<<

        """
                + "NOTICE: what follows is the small print that such replies end with.\n"
                        .repeat(30);
    }

    private static String rdap() {
        return """
        {
          "objectClassName": "domain",
          "ldhName": "EXAMPLE.COM",
          "status": ["client transfer prohibited"],
          "events": [
            {"eventAction": "registration", "eventDate": "1995-08-14T04:00:00Z"},
            {"eventAction": "expiration", "eventDate": "2026-08-13T04:00:00Z"},
            {"eventAction": "last changed", "eventDate": "2025-08-14T07:01:34Z"}
          ],
          "nameservers": [
            {"objectClassName": "nameserver", "ldhName": "NS1.EXAMPLE.NET"},
            {"objectClassName": "nameserver", "ldhName": "NS2.EXAMPLE.NET"}
          ],
          "notices": [{"title": "Terms", "description": ["The small print."]}]
        }
        """;
    }

    @Benchmark
    public ParsedReply whoisRegistered() {
        return RegistrationText.parseWhois(whois, DOMAIN);
    }

    @Benchmark
    public ParsedReply whoisFree() {
        return RegistrationText.parseWhois(free, DOMAIN);
    }

    @Benchmark
    public ParsedReply rdapRegistered() {
        return RegistrationText.parseRdap(rdap, DOMAIN);
    }
}
