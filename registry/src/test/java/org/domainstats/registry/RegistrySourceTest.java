package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.Behaviour.Reset;
import org.domainstats.registrykit.LoopbackRegistry;
import org.domainstats.registrykit.ReceivedQuestion.Protocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Which source is asked, which is believed. */
class RegistrySourceTest {

    private static final Behaviour DATED = Behaviour.registered("2001-02-03T04:05:06Z");

    @RegisterExtension final Loopback loopback = new Loopback();

    @Test
    void rdapSettlesItAndWhoisIsNotAsked() {
        LoopbackRegistry registry = loopback.internet.registry("com").on("example.com", DATED);

        assertThat(loopback.fetch("example.com")).isInstanceOf(Registered.class);
        assertThat(loopback.fetch("nobody.com")).isEqualTo(new Unregistered(Source.RDAP));
        assertThat(registry.asked(Protocol.WHOIS)).isEmpty();
    }

    @Test
    void whoisIsAskedWhereThereIsNoRdap() {
        loopback.internet.registry("com").on("example.com", DATED);
        loopback.internet.withoutRdap("com").registry("net");

        assertThat(source(loopback.fetch("example.com"))).isEqualTo(Source.WHOIS);
        assertThat(loopback.steps).anyMatch(step -> step.contains("refers .com to 127.0.0.1"));
    }

    @Test
    void whoisIsAskedWhereRdapFails() {
        loopback.internet
                .registry("com")
                .onRdap("example.com", new Reset())
                .onWhois("example.com", DATED);

        assertThat(source(loopback.fetch("example.com"))).isEqualTo(Source.WHOIS);
    }

    @Test
    void whoisIsAskedWhereRdapThrottles() {
        loopback.internet
                .registry("com")
                .onRdap("example.com", Behaviour.throttled("3600"))
                .onWhois("example.com", DATED);

        assertThat(source(loopback.fetch("example.com"))).isEqualTo(Source.WHOIS);
    }

    @Test
    void whoisIsAskedForADateThatRdapDoesNotTell() {
        loopback.internet
                .registry("com")
                .onRdap("example.com", new Behaviour.Undisclosed())
                .onWhois("example.com", DATED);

        assertThat(source(loopback.fetch("example.com"))).isEqualTo(Source.WHOIS);
    }

    @Test
    void whoisIsNotAskedWhereItNeverTellsADate() {
        LoopbackRegistry registry =
                loopback.internet.registry("de").otherwise(new Behaviour.Undisclosed());

        assertThat(loopback.fetch("example.de")).isEqualTo(new Undisclosed(null, Source.RDAP));
        assertThat(registry.asked(Protocol.WHOIS)).isEmpty();
    }

    @Test
    void neitherSourceIsNoSource() {
        loopback.internet.registry("com");
        loopback.internet.withoutWhois("zz");

        assertThat(loopback.fetch("example.zz")).isEqualTo(new NoSource());
        loopback.rdap = false;
        loopback.whois = false;
        assertThat(loopback.fetch("example.com")).isEqualTo(new NoSource());
    }

    @Test
    void bothBrokenTellsBothReasons() {
        loopback.internet.registry("com").otherwise(new Reset());

        assertThat(loopback.fetch("example.com"))
                .isInstanceOfSatisfying(
                        Unreachable.class, outcome -> assertThat(outcome.reason()).contains("; "));
    }

    @Test
    void whereRdapFailsANameWaitsForTheTurnAtWhoisOnly() {
        assertThat(afterRdapFailedAndWhoisAsked("Please go away for 20 seconds"))
                .isEqualTo(FakeTime.START.plusSeconds(20));
    }

    @Test
    void whereRdapFailsANameDoesNotWaitForALongRestOfWhois() {
        assertThat(afterRdapFailedAndWhoisAsked("Please go away for 900 seconds")).isNull();
    }

    /** When a name is to be asked again whose RDAP fails while its WHOIS rests. */
    private @Nullable Instant afterRdapFailedAndWhoisAsked(String rest) {
        loopback.internet
                .registry("com")
                .onRdap("example.com", new Reset())
                .onRdap("resting.com", new Behaviour.Undisclosed())
                .onWhois("resting.com", Behaviour.says(200, "text/plain", rest));
        RegistrySource source = loopback.source();
        source.fetch(new DomainName("resting.com"), loopback.trace());

        return ((Unreachable) source.fetch(new DomainName("example.com"), loopback.trace()))
                .notBefore();
    }

    @Test
    void theReferralIsAskedForOncePerTldAndWeek() {
        loopback.internet.registry("com").otherwise(DATED);
        loopback.rdap = false;
        RegistrySource source = loopback.source();
        for (String name : new String[] {"a.com", "b.com", "c.com"}) {
            source.fetch(new DomainName(name), loopback.trace());
        }
        assertThat(loopback.internet.asked(Protocol.WHOIS_ROOT)).hasSize(1);

        loopback.time.pass(Duration.ofDays(8));
        source.fetch(new DomainName("d.com"), loopback.trace());
        assertThat(loopback.internet.asked(Protocol.WHOIS_ROOT)).hasSize(2);
    }

    @Test
    void aRegistryThatForbidsItIsNotAskedUnlessTheOperatorSaysSo() {
        LoopbackRegistry registry = loopback.internet.registry("nl").otherwise(DATED);

        assertThat(loopback.fetch("example.nl")).isEqualTo(new NoSource());
        assertThat(registry.asked()).isEmpty();
        assertThat(loopback.steps).anyMatch(step -> step.contains("SIDN"));

        loopback.overrides = Map.of("nl", RegistryOverride.parse("on"));
        assertThat(loopback.fetch("example.nl")).isInstanceOf(Registered.class);
    }

    @Test
    void theOperatorMaySwitchARegistryOffOrNameItsServers() {
        LoopbackRegistry own = loopback.internet.registry("net").otherwise(DATED);
        loopback.internet.registry("com");
        loopback.overrides =
                Map.of(
                        "com", RegistryOverride.parse("off"),
                        "org", RegistryOverride.parse(own.rdapBase()),
                        "zz", RegistryOverride.parse("whois://" + own.whoisServer()));

        assertThat(loopback.fetch("example.com")).isEqualTo(new NoSource());
        assertThat(source(loopback.fetch("example.org"))).isEqualTo(Source.RDAP);
        assertThat(source(loopback.fetch("example.zz"))).isEqualTo(Source.WHOIS);
    }

    private static Source source(RegistrationOutcome outcome) {
        assertThat(outcome).isInstanceOf(Registered.class);
        return ((Registered) outcome).source();
    }
}
