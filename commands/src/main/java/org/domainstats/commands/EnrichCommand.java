package org.domainstats.commands;

import org.domainstats.admincommands.LogProblems;
import org.domainstats.admincommands.LogReadingOptions;
import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingFlags;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.commandline.StopSignal;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.logformats.FactField;
import org.domainstats.logformats.Fields;
import org.domainstats.logformats.ReadingOptions;
import org.domainstats.settings.SettingGroup;
import org.domainstats.settings.Settings;
import org.domainstats.streams.FactSource;
import org.domainstats.streams.Tally;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** {@code domain-stats enrich}: logs in, the same lines out with the facts added. */
@Command(
        name = "enrich",
        mixinStandardHelpOptions = true,
        description = {
            "Adds to the lines of logs what is known of the names in them. Every byte of a log stays.",
            "Reads Zeek (its own format and JSON), Suricata EVE, BIND, Unbound, dnsmasq and Pi-hole, AdGuard",
            "Home, the debug log of Windows DNS, Sysmon 22, Squid, CSV, any JSON, and plain names.",
            "Uses the server of these settings if it runs, else the data folder itself.",
            "A name in a log counts as a contact, unless with --peek."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats enrich dns.log > enriched.log",
            "  zcat dns.*.log.gz | domain-stats enrich | jq 'select(.domain_stats.first_contact)'",
            "  domain-stats enrich --output all.log query.log query.log.1 query.log.2.gz",
            "  domain-stats enrich --follow --output enriched.log /opt/zeek/logs/current/dns.log",
            "  domain-stats enrich --name-path detail.host --fields domain,age_days,rank events.ndjson",
            "  domain-stats enrich --name-column Domain proxy.csv"
        })
final class EnrichCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description =
                    "logs, also .gz and .zst; those of a rotated set are read oldest first."
                            + " Without one, standard input")
    private List<Path> files = List.of();

    @Option(
            names = "--fields",
            paramLabel = "NAMES",
            description = "facts to add, by commas, or all")
    private @Nullable String fields;

    @Option(
            names = "--prefix",
            paramLabel = "NAME",
            description = "what the names of added fields begin with (domain_stats)")
    private String prefix = Fields.DEFAULT.prefix();

    @Mixin private LogReadingOptions reading;

    @Option(names = "--output", paramLabel = "FILE", description = "in place of standard output")
    private @Nullable Path output;

    @Option(
            names = "--follow",
            description =
                    "go on with a log that is being written, rotated or cut off; with --output"
                            + " each line is in the file once, also after a crash")
    private boolean follow;

    @Option(names = "--peek", description = "only look: record no contact")
    private boolean peek;

    @Option(names = "--json", description = "the summary as one JSON object")
    private boolean json;

    @Option(names = "--quiet", description = "no summary")
    private boolean quiet;

    @Override
    public Set<SettingGroup> settingGroups() {
        return ANSWERING;
    }

    @Override
    public Integer call() {
        ReadingOptions options = reading.with(chosen());
        if (follow && files.size() != 1) {
            throw new ParameterException(spec.commandLine(), "--follow takes one file");
        }
        Settings settings = SettingFlags.settings(spec);
        Tally tally = new Tally();
        try (StopSignal stop = new StopSignal();
                AnswerSource source = AnswerSource.open(settings)) {
            FactSource facts = source.facts(peek, follow || files.isEmpty());
            Enrichment enrichment = new Enrichment(facts, options, tally, stop);
            if (follow) {
                enrichment.follow(files.getFirst(), output);
                return finish(tally, new LogProblems());
            }
            return finish(tally, enrichment.run(files, output));
        } catch (IOException e) {
            throw new CommandException("not all was enriched: " + ErrorMessages.reason(e), e);
        }
    }

    private int finish(Tally tally, LogProblems problems) {
        PrintWriter err = spec.commandLine().getErr();
        if (!quiet) {
            err.print(json ? tally.json() + '\n' : tally.summary());
            err.flush();
        }
        return problems.print(err) ? ExitCode.FAILED : ExitCode.DONE;
    }

    private Fields chosen() {
        try {
            return new Fields(prefix, fields == null ? FactField.DEFAULT : fields(fields));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--prefix: " + e.getMessage(), e);
        }
    }

    private List<FactField> fields(String text) {
        if (text.equals("all")) {
            return Arrays.asList(FactField.values());
        }
        List<FactField> chosen = new ArrayList<>();
        for (String key : text.split(",", -1)) {
            FactField field = FactField.of(key.strip());
            if (field == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--fields: there is no " + key.strip() + "; there are " + FactField.keys());
            }
            chosen.add(field);
        }
        return chosen;
    }
}
