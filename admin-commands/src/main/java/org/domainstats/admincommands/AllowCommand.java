package org.domainstats.admincommands;

import org.domainstats.access.AuditTrail;
import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.DataFolder;
import org.domainstats.composition.Wiring;
import org.domainstats.model.Defanged;
import org.domainstats.model.DomainName;
import org.domainstats.model.Printable;
import org.domainstats.store.AuditAction;
import org.domainstats.store.Store;
import org.domainstats.store.events.Allowances;
import org.domainstats.store.events.Allowances.Allowance;
import org.domainstats.store.events.AllowedSignal;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

/** {@code domain-stats admin allow}: what names may raise without anybody being told. */
@Command(
        name = "allow",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Allows names, with all below them, a signal that is fine: events of it are marked, and outputs leave them out.",
            "Without a name, lists what is allowed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin allow our-new-shop.com --signal young --reason 'ours, CHG-1234' --until 2027-03-01",
            "  domain-stats admin allow our-new-shop.com --signal young --remove",
            "  domain-stats admin allow"
        })
final class AllowCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "a name, with all below it")
    private List<String> names = List.of();

    @Option(
            names = "--signal",
            paramLabel = "SIGNAL",
            description = "young, first-contact, sleeper, born-after-asked, reregistered or any")
    private @Nullable String signal;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why it is fine, in one line")
    private @Nullable String reason;

    @Option(
            names = "--until",
            paramLabel = "DAY",
            description = "when that ends, such as 2027-03-01; without it, never")
    private @Nullable String until;

    @Option(names = "--remove", description = "takes it back")
    private boolean remove;

    @Override
    public Integer call() {
        try (Store store = DataFolder.of(CommandSettings.of(spec)).openExistingStore()) {
            Allowances allowances = store.events().allowances();
            if (names.isEmpty()) {
                return list(allowances);
            }
            AllowedSignal allowed = signal();
            for (String name : names) {
                if (remove) {
                    remove(store, domain(name), allowed);
                } else {
                    allowances.put(allowance(domain(name), allowed));
                    audit(store, domain(name), allowed);
                }
            }
        }
        return ExitCode.DONE;
    }

    private int list(Allowances allowances) {
        PrintWriter out = spec.commandLine().getOut();
        for (Allowance each : allowances.list()) {
            @Nullable Instant end = each.until();
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%-40s  %-16s  %-24s  %-16s  %s",
                            each.name().ascii(),
                            each.signal().word(),
                            end == null ? "for ever" : "until " + end,
                            Printable.of(each.by()),
                            Printable.of(each.reason())));
        }
        out.flush();
        return out.checkError() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private AllowedSignal signal() {
        String word = signal == null ? "" : signal;
        return AllowedSignal.ofWord(word)
                .orElseThrow(() -> wrong("--signal is one of " + AllowedSignal.words()));
    }

    private DomainName domain(String name) {
        return DomainName.of(Defanged.name(name))
                .orElseThrow(() -> wrong("not a domain name: " + Printable.of(name)));
    }

    private Allowance allowance(DomainName name, AllowedSignal allowed) {
        try {
            return new Allowance(
                    name,
                    allowed,
                    reason == null ? "" : reason.strip(),
                    end(),
                    System.getProperty("user.name", "?"));
        } catch (IllegalArgumentException e) {
            throw wrong("--reason: " + e.getMessage());
        }
    }

    private @Nullable Instant end() {
        @Nullable String day = until;
        if (day == null) {
            return null;
        }
        try {
            Instant end = LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC);
            if (!end.isAfter(Wiring.clock().instant())) {
                throw wrong(
                        "--until "
                                + day
                                + " is over: it ends as that day begins, in UTC. Name a later day");
            }
            return end;
        } catch (DateTimeParseException e) {
            throw wrong("--until is a day such as 2027-03-01, but is " + Printable.of(day));
        }
    }

    private void remove(Store store, DomainName name, AllowedSignal allowed) {
        boolean removed = store.events().allowances().remove(name, allowed);
        if (removed) {
            audit(store, name, allowed);
        }
        spec.commandLine()
                .getErr()
                .println(
                        "domain-stats: "
                                + (removed ? "took back " : "there is no allowance of ")
                                + allowed.word()
                                + " for "
                                + name.ascii());
    }

    private void audit(Store store, DomainName name, AllowedSignal allowed) {
        CommandAudit.record(
                store,
                remove ? AuditAction.ALLOWANCE_REMOVED : AuditAction.ALLOWED,
                AuditTrail.ofName(allowed.word(), name));
    }
}
