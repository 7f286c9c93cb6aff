package org.domainstats.commands;

import org.domainstats.commandline.ExitCode;
import org.domainstats.composition.Wiring;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.NotPublic;
import org.domainstats.model.Printable;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.registrations.RegistrationSource;
import org.domainstats.settings.Settings;
import org.domainstats.store.Store;
import org.domainstats.store.StoredRegistration;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
            for (String asked : names) {
                out.println(Printable.of(asked));
                switch (hostnames.reduce(asked)) {
                    case NotPublic junk -> step("is no public domain: " + junk.reason().text());
                    case PublicName name -> {
                        tellKept(name, store, knownDomains);
                        tellRegistry(name.domain(), registry);
                    }
                }
            }
        }
        return ExitCode.DONE;
    }

    private void tellKept(PublicName name, Store store, SqliteKnownDomains knownDomains) {
        step("domain " + name.domain() + ", site " + name.site());
        Optional<KnownDomain> known = knownDomains.find(name.domain());
        step(known.map(LookupExplanation::known).orElse("not among the known domains"));
        Optional<Instant> contact = store.contacts().find(name.site());
        step(contact.map(at -> "first contact here " + at).orElse("no contact here yet"));
        Optional<StoredRegistration> stored = store.registrations().find(name.domain());
        step(
                stored.map(
                                each ->
                                        "kept: "
                                                + words(each.outcome())
                                                + ", learned "
                                                + each.checked()
                                                + ", to be asked again "
                                                + each.checkAgain())
                        .orElse("no registration kept yet"));
    }

    private static String known(KnownDomain known) {
        return "known domain: "
                + (known.established() ? "established" : "not listed as established")
                + (known.rank() == KnownDomain.UNRANKED ? ", no rank" : ", rank " + known.rank());
    }

    private void tellRegistry(DomainName domain, RegistrationSource registry) {
        RegistrationOutcome outcome = registry.fetch(domain, this::step);
        step("so: " + words(outcome));
    }

    private static String words(RegistrationOutcome outcome) {
        return switch (outcome) {
            case RegistrationOutcome.Registered registered ->
                    "registered "
                            + registered.first()
                            + (registered.again() == null ? "" : ", again " + registered.again())
                            + " (to the "
                            + registered.precision().word()
                            + ", by "
                            + registered.source().word()
                            + ")";
            case RegistrationOutcome.Undisclosed undisclosed ->
                    undisclosed.barred() == null
                            ? "registered, without a date"
                            : "barred (" + undisclosed.barred().word() + ")";
            case RegistrationOutcome.Unregistered unregistered ->
                    "not registered, by " + unregistered.source().word();
            case RegistrationOutcome.NoSource _ -> "nobody to ask";
            case RegistrationOutcome.Unreachable unreachable ->
                    "no usable answer: " + unreachable.reason();
        };
    }

    private void step(String text) {
        out.println("  " + Printable.of(text, LONGEST_STEP));
    }
}
