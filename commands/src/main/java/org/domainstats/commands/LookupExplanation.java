package org.domainstats.commands;

import org.domainstats.commandline.ExitCode;
import org.domainstats.composition.Wiring;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.Hostnames;
import org.domainstats.model.NotPublic;
import org.domainstats.model.Printable;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.registrations.RegistrationExplanation;
import org.domainstats.registrations.RegistrationSource;
import org.domainstats.settings.Settings;
import org.domainstats.store.Store;

import java.io.PrintWriter;
import java.util.List;

/**
 * Tells step by step how a registration is learned: what is kept, who is asked now, what it says.
 */
final class LookupExplanation {

    private static final int LONGEST_STEP = 400;

    private final Wiring wiring;
    private final PrintWriter out;

    LookupExplanation(Settings settings, PrintWriter out) {
        this.wiring = new Wiring(settings);
        this.out = out;
    }

    int explain(List<String> names) {
        Hostnames hostnames = wiring.folder().hostnames();
        try (Store store = wiring.folder().openStore();
                SqliteKnownDomains knownDomains = wiring.folder().openKnownDomains()) {
            RegistrationSource registry = wiring.registry(store);
            RegistrationExplanation kept = new RegistrationExplanation(store, knownDomains);
            for (String asked : names) {
                out.println(Printable.of(asked));
                switch (hostnames.reduce(asked)) {
                    case NotPublic junk -> step("is no public domain: " + junk.reason().text());
                    case PublicName name -> {
                        kept.stored(name).forEach(this::step);
                        tellRegistry(name, registry);
                    }
                }
            }
        }
        return ExitCode.DONE;
    }

    private void tellRegistry(PublicName name, RegistrationSource registry) {
        if (wiring.privateNames().contains(name.host())) {
            step("not asked: prohibited-tlds and prohibited-domains keep the name here");
            return;
        }
        RegistrationOutcome outcome = registry.fetch(name.domain(), this::step);
        step("so: " + RegistrationExplanation.words(outcome));
    }

    private void step(String text) {
        out.println("  " + Printable.of(text, LONGEST_STEP));
    }
}
