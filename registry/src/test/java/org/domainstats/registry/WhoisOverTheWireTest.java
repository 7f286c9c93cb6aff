package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackRegistry;
import org.domainstats.registrykit.ReceivedQuestion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.Map;

/** WHOIS over real sockets, with a registry that misbehaves. */
class WhoisOverTheWireTest implements OverTheWire {

    @RegisterExtension final Loopback loopback = new Loopback();

    private final LoopbackRegistry registry = loopback.internet.registry("com");

    WhoisOverTheWireTest() {
        loopback.rdap = false;
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
        return 256 << 10;
    }

    @Test
    void aServerThatNamesATimeIsLeftAloneUntilThen() {
        registry.otherwise(Behaviour.says(200, "text/plain", "Please go away for 120 Seconds\r\n"));
        RegistrySource source = loopback.source();

        source.fetch(new DomainName("example.com"), loopback.trace());
        RegistrationOutcome held = source.fetch(new DomainName("example.com"), loopback.trace());

        assertThat(registry.asked()).hasSize(1);
        assertThat(held)
                .isInstanceOfSatisfying(
                        Unreachable.class,
                        later ->
                                assertThat(later.notBefore())
                                        .isBetween(
                                                FakeTime.START.plusSeconds(120),
                                                FakeTime.START.plusSeconds(130)));
    }

    @Test
    void asksTheServerThatTheRootRefersTo() {
        registry.on("example.com", Behaviour.registered("2001-02-03T04:05:06Z"));

        assertThat(loopback.fetch("example.com")).isInstanceOf(Registered.class);
        assertThat(loopback.internet.asked(ReceivedQuestion.Protocol.WHOIS_ROOT))
                .extracting(ReceivedQuestion::question)
                .containsExactly("com");
        assertThat(registry.asked(ReceivedQuestion.Protocol.WHOIS)).hasSize(1);
    }

    @Test
    void whatTheRootSaidOutlivesTheProcessForAWeek() {
        registry.otherwise(Behaviour.registered("2001-02-03T04:05:06Z"));
        loopback.fetch("example.com");

        assertThat(loopback.fetch("another.com")).isInstanceOf(Registered.class);
        assertThat(loopback.internet.asked(ReceivedQuestion.Protocol.WHOIS_ROOT)).hasSize(1);

        loopback.time.pass(Duration.ofDays(8));
        loopback.fetch("third.com");
        assertThat(loopback.internet.asked(ReceivedQuestion.Protocol.WHOIS_ROOT)).hasSize(2);
    }

    @Test
    void aServerAtAPrivateAddressIsRefusedUnlessAllowed() {
        loopback.allowPrivate = false;
        loopback.names.put("whois.inside.example", "127.0.0.1");
        loopback.overrides = Map.of("com", RegistryOverride.parse("whois://whois.inside.example"));

        assertThat(unreachable("example.com")).contains("allow-private-registries");
        assertThat(registry.asked()).isEmpty();
    }

    @Test
    void aRootThatHangsDoesNotCostItsDeadlineForEveryName() {
        loopback.deadline = SHORT;
        loopback.internet.rootHangs();
        RegistrySource source = loopback.source();
        for (int i = 0; i < 3; i++) {
            assertThat(source.fetch(new DomainName("a" + i + ".zz"), loopback.trace()))
                    .isInstanceOf(Unreachable.class);
        }

        assertThat(loopback.internet.asked(ReceivedQuestion.Protocol.WHOIS_ROOT)).hasSize(1);
    }
}
