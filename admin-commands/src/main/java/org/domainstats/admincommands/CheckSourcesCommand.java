package org.domainstats.admincommands;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.Progress;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.Wiring;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.NotPublic;
import org.domainstats.model.Printable;
import org.domainstats.model.PublicName;
import org.domainstats.registry.RegistrySource;
import org.domainstats.settings.SettingGroup;
import org.domainstats.settings.Settings;
import org.domainstats.sourcecheck.CheckedDomain;
import org.domainstats.sourcecheck.DomainSample;
import org.domainstats.sourcecheck.RegistryResult;
import org.domainstats.sourcecheck.SampledDomain;
import org.domainstats.sourcecheck.SourceCheck;
import org.domainstats.sourcecheck.WeeklyCheck;
import org.domainstats.store.Store;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code domain-stats admin check-sources}: whether registries still say what is known. */
@Command(
        name = "check-sources",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Asks RDAP and WHOIS about a few known domains of each registry, compares them with each other and",
            "with the known date, and lists the contradictions. Takes a second or more a domain. A server does",
            "the same once a week and counts the results in /metrics."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin check-sources",
            "  domain-stats admin check-sources --sample 300 --json > check.jsonl",
            "  domain-stats admin check-sources example.com example.org",
            "",
            "Exit code 0 if nothing contradicts, 1 if something does or nothing could be compared."
        })
final class CheckSourcesCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "domains to check in place of a sample")
    private List<String> names = List.of();

    @Option(
            names = "--sample",
            converter = CountOption.class,
            paramLabel = "N",
            description = "domains to take at most (${DEFAULT-VALUE})")
    private int size = WeeklyCheck.SAMPLE;

    @Option(names = "--json", description = "one JSON object a line for each domain")
    private boolean json;

    @Override
    public Set<SettingGroup> settingGroups() {
        return EnumSet.of(
                SettingGroup.STORAGE,
                SettingGroup.PRIVACY,
                SettingGroup.REGISTRIES,
                SettingGroup.LOGGING);
    }

    @Override
    public Integer call() {
        Settings settings = CommandSettings.of(spec);
        Wiring wiring = new Wiring(settings);
        try (Store store = wiring.folder().openStore();
                SqliteKnownDomains knownDomains = wiring.folder().openKnownDomains()) {
            RegistrySource registry =
                    wiring.registrySource(store)
                            .orElseThrow(
                                    () ->
                                            new CommandException(
                                                    "rdap and whois are both off: nobody to ask"));
            List<SampledDomain> sample =
                    names.isEmpty()
                            ? wiring.sample(store, knownDomains, size)
                            : named(wiring.folder().hostnames(), store, knownDomains);
            return report(check(new SourceCheck(registry), sample));
        } finally {
            wiring.vertx().close();
        }
    }

    private List<SampledDomain> named(
            Hostnames hostnames, Store store, SqliteKnownDomains knownDomains) {
        List<SampledDomain> sample = new ArrayList<>();
        for (String name : names) {
            DomainName domain =
                    switch (hostnames.reduce(name)) {
                        case PublicName named -> named.domain();
                        case NotPublic junk ->
                                throw new CommandException(
                                        Printable.of(name)
                                                + " is no public domain: "
                                                + junk.reason().text());
                    };
            SampledDomain known =
                    new SampledDomain(
                            domain,
                            knownDomains.find(domain).map(each -> each.registered()).orElse(null));
            sample.add(DomainSample.withDate(known, store.registrations()));
        }
        return sample;
    }

    private List<CheckedDomain> check(SourceCheck check, List<SampledDomain> sample) {
        PrintWriter out = spec.commandLine().getOut();
        int[] done = {0};
        Progress progress =
                Progress.of(
                        "check-sources",
                        () -> sample.isEmpty() ? 1 : (double) done[0] / sample.size());
        try {
            return check.run(
                    sample,
                    each -> {
                        progress.at(++done[0]);
                        if (json) {
                            out.println(SourceCheckOutput.json(each));
                            out.flush();
                        }
                    },
                    () -> true);
        } finally {
            progress.end();
        }
    }

    private int report(List<CheckedDomain> checked) {
        List<RegistryResult> results = RegistryResult.of(checked);
        if (!json) {
            SourceCheckOutput.print(checked, results, spec.commandLine().getOut());
        }
        boolean contradicted = results.stream().anyMatch(each -> each.disagreed() > 0);
        boolean compared = results.stream().anyMatch(each -> each.agreed() > 0);
        if (!compared && !contradicted) {
            spec.commandLine().getErr().println("domain-stats: nothing could be compared");
        }
        return compared && !contradicted ? ExitCode.DONE : ExitCode.FAILED;
    }
}
