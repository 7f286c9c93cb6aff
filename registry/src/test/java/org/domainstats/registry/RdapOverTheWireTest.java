package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.httpclient.PublicAddress;
import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.registrationdata.ParsedReply;
import org.domainstats.registrationdata.RdapReader;
import org.domainstats.registrations.QueryClient;
import org.domainstats.registrations.RegistrationRequest;
import org.domainstats.registrations.RegistrationRequest.Urgency;
import org.domainstats.registry.RdapServer.Listed;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.Behaviour.Redirect;
import org.domainstats.registrykit.LoopbackRegistry;
import org.domainstats.registrykit.ReceivedQuestion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** RDAP over real sockets, with a registry that misbehaves. */
class RdapOverTheWireTest implements OverTheWire {

    private static final Behaviour GOOD = Behaviour.registered("2001-02-03T04:05:06Z");

    @RegisterExtension final Loopback loopback = new Loopback();

    private final LoopbackRegistry registry = loopback.internet.registry("com");

    RdapOverTheWireTest() {
        loopback.whois = false;
    }

    @Override
    public Loopback loopback() {
        return loopback;
    }

    @Override
    public LoopbackRegistry registry() {
        return registry;
    }

    @Override
    public int largest() {
        return 1 << 20;
    }

    @Test
    void asksForTheDomainBelowTheBase() {
        registry.on("example.com", GOOD);

        assertThat(loopback.fetch("example.com")).isInstanceOf(Registered.class);
        assertThat(registry.asked())
                .extracting(ReceivedQuestion::question)
                .containsExactly("/rdap/domain/example.com");
        assertThat(loopback.steps)
                .anyMatch(step -> step.contains("event registration 2001-02-03T04:05:06Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{\"objectClassName\":", "\u0000\u0001", "[[[[", "<html>hello</html>"})
    void garbageIsAFault(String body) {
        registry.on("example.com", Behaviour.says(200, "application/rdap+json", body));

        assertThat(unreachable("example.com")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "text/html", "application/octet-stream", "nonsense"})
    void theContentTypeDoesNotMatter(String type) {
        registry.on("example.com", Behaviour.says(200, type, dated()));

        assertThat(loopback.fetch("example.com")).isInstanceOf(Registered.class);
    }

    @Test
    void aWrongCharsetDoesNotCostTheDate() {
        registry.on(
                "example.com",
                Behaviour.says(
                        200,
                        "application/rdap+json; charset=utf-16",
                        dated().replace("?", "\u00e9").getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(loopback.fetch("example.com")).isInstanceOf(Registered.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreFollowedInTurn(int status) {
        LoopbackRegistry other = LoopbackRegistry.start().on("example.com", GOOD);
        registry.on("example.com", new Redirect(status, other.rdapBase() + "domain/example.com"));

        assertThat(loopback.fetch("example.com")).isInstanceOf(Registered.class);
        assertThat(other.asked()).hasSize(1);
        other.close();
    }

    @Test
    void aRedirectToTheSameHostWaitsForItsTurnThere() {
        registry.on("example.com", new Redirect(302, "/rdap/domain/example.com?again"));

        assertThat(loopback.fetch("example.com")).isInstanceOf(RegistrationOutcome.class);
        assertThat(loopback.time.slept()).isNotEmpty();
    }

    @Test
    void aRedirectLoopEnds() {
        registry.on("example.com", new Redirect(301, "*"));

        assertThat(unreachable("example.com")).contains("redirect loop");
        assertThat(registry.asked()).hasSize(1);
    }

    @Test
    void aLongChainOfRedirectsEnds() {
        registry.otherwise(new Redirect(302, "*x"));

        assertThat(unreachable("example.com")).contains("more than 5 redirects");
        assertThat(registry.asked()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://10.0.0.1/",
                "http://[::1]/",
                "http://[fd00:ec2::254]/",
                "http://2852039166/",
                "http://inside.example/"
            })
    void aRedirectToAPrivateAddressIsNotFollowed(String location) {
        loopback.names.put("inside.example", "192.168.1.7");
        loopback.names.put("2852039166", "169.254.169.254");
        registry.on("example.com", new Redirect(302, location));
        RdapServer server = new RdapServer("com", URI.create(registry.rdapBase()), Listed.OPERATOR);
        ParsedReply reading =
                client(address -> isRegistry(address) || PublicAddress.is(address))
                        .query(
                                server,
                                new RegistrationRequest(
                                        new DomainName("example.com"),
                                        Urgency.FRESH,
                                        QueryClient.LOCAL),
                                loopback.trace());

        assertThat(registry.asked()).hasSize(1);
        assertThat(reading.outcome())
                .isInstanceOfSatisfying(
                        Unreachable.class,
                        outcome -> assertThat(outcome.reason()).contains("not a public one"));
    }

    private static boolean isRegistry(InetAddress address) {
        return address.getHostAddress().equals("127.0.0.1");
    }

    @Test
    void aRegistryAtAPrivateAddressIsRefusedUnlessAllowed() {
        loopback.allowPrivate = false;
        loopback.overrides = Map.of("com", RegistryOverride.parse(registry.rdapBase()));

        assertThat(unreachable("example.com")).contains("allow-private-registries");
        assertThat(registry.asked()).isEmpty();
    }

    @Test
    void throttlingIsKeptAndNobodyAsksBeforeItEnds() {
        registry.on("example.com", Behaviour.throttled("120")).on("other.com", GOOD);
        RegistrySource source = loopback.source();

        Instant later = loopback.time.instant().plusSeconds(120);
        assertThat(source.fetch(new DomainName("example.com"), loopback.trace()))
                .isEqualTo(new Unreachable("RDAP rate limit reached", later));
        assertThat(source.fetch(new DomainName("other.com"), loopback.trace()))
                .isInstanceOfSatisfying(
                        Unreachable.class, held -> assertThat(held.notBefore()).isEqualTo(later));
        assertThat(registry.asked()).hasSize(1);

        loopback.time.pass(Duration.ofMinutes(2));
        assertThat(source.fetch(new DomainName("other.com"), loopback.trace()))
                .isInstanceOf(Registered.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void throttlingIsKeptWhateverBecomesOfTheBody(int status) {
        List<String> head = List.of("Content-Encoding: gzip", "Retry-After: 120");
        byte[] huge = new byte[largest() + 1];
        registry.on("example.com", new Behaviour.Text(status, head, new Behaviour.Bytes(huge)))
                .on("other.com", GOOD);
        RegistrySource source = loopback.source();

        Instant later = loopback.time.instant().plusSeconds(120);
        assertThat(source.fetch(new DomainName("example.com"), loopback.trace()))
                .isInstanceOfSatisfying(
                        Unreachable.class, held -> assertThat(held.notBefore()).isEqualTo(later));
        loopback.time.pass(Duration.ofMinutes(1));
        assertThat(source.fetch(new DomainName("other.com"), loopback.trace()))
                .isInstanceOf(Unreachable.class);
        assertThat(registry.asked()).hasSize(1);
    }

    @Test
    void throttlingWithADateOrNoneIsKeptToo() {
        registry.on("example.com", Behaviour.throttled("Tue, 24 Nov 2026 12:10:00 GMT"));
        assertThat(loopback.fetch("example.com"))
                .extracting(outcome -> ((Unreachable) outcome).notBefore())
                .isEqualTo(Instant.parse("2026-11-24T12:10:00Z"));

        registry.on("example.com", Behaviour.throttled());
        assertThat(loopback.fetch("example.com"))
                .extracting(outcome -> ((Unreachable) outcome).notBefore())
                .isNotNull();
    }

    @Test
    void notFoundInRdapIsUnregistered() {
        assertThat(loopback.fetch("nobody.com")).isEqualTo(new Unregistered(Source.RDAP));
    }

    private RdapClient client(Predicate<InetAddress> allowed) {
        return new RdapClient(
                loopback.http(allowed),
                new RdapReader(loopback.time),
                new HostRateLimiter(
                        HostLimits.builtIn(),
                        PersistentHostState.in(loopback.storage(), loopback.time),
                        DomainExistence.UNKNOWN,
                        new ClockAndRandom(loopback.time, loopback.time, new Random(7))),
                loopback.time,
                Duration.ofSeconds(60));
    }

    private static String dated() {
        return "{\"objectClassName\":\"domain\",\"ldhName\":\"example.com\",\"remarks\":\"caf?\","
                + "\"events\":[{\"eventAction\":\"registration\",\"eventDate\":\"2001-02-03\"}]}";
    }
}
