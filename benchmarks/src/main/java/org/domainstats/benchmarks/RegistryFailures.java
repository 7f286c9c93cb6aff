package org.domainstats.benchmarks;

import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackRegistry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How registries fare: each is broken in every way in turn, at its own times, and then well. */
final class RegistryFailures {

    private static final Duration BAD = Duration.ofMinutes(3);

    private static final Duration SPELL = Duration.ofSeconds(20);

    /** What every registry says of every name, when it is well. */
    static final Instant REGISTERED = Instant.parse("2001-02-03T04:05:06Z");

    private static final Behaviour.Reply WELL = new Behaviour.Registered(REGISTERED, null);

    private static final List<Behaviour> IN_TURN =
            List.of(
                    new Behaviour.Hang(),
                    WELL,
                    new Behaviour.Reset(),
                    Behaviour.throttled("20"),
                    new Behaviour.Drip(WELL, 100),
                    WELL,
                    Behaviour.says(500, "text/html", "<html>It works!</html>"),
                    new Behaviour.Huge(8L << 20),
                    Behaviour.says(200, "application/rdap+json", "{\"objectClassName\":"),
                    Behaviour.throttled());

    private RegistryFailures() {}

    /** Makes a registry behave as it does so long after the start. */
    static void apply(LoopbackRegistry registry, int number, Duration since) {
        boolean bad = since.compareTo(BAD) < 0;
        int spell = (int) since.dividedBy(SPELL);
        registry.otherwiseOverRdap(bad ? at(number + spell) : WELL);
        // WHOIS has its own times, and for every other registry it is well from the start.
        registry.otherwiseOverWhois(
                bad && number % 2 == 0 ? at(number + spell + IN_TURN.size() / 2) : WELL);
    }

    private static Behaviour at(int turn) {
        return IN_TURN.get(turn % IN_TURN.size());
    }
}
