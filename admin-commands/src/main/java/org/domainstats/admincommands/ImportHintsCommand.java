package org.domainstats.admincommands;

import org.domainstats.answerformats.JsonObject;
import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.Progress;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.commandline.StopSignal;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.DataFolder;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.composition.Wiring;
import org.domainstats.hints.HintImporter;
import org.domainstats.hints.HintImporter.Task;
import org.domainstats.hints.HintImporter.ZoneReport;
import org.domainstats.hints.HintReport;
import org.domainstats.hints.ListFormat;
import org.domainstats.hints.ListName;
import org.domainstats.settings.SettingGroup;
import org.domainstats.settings.Settings;
import org.domainstats.store.Store;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code domain-stats admin import-hints}: what lists of new domains say. */
@Command(
        name = "import-hints",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads lists of new domains, so that a name in them is called new without a question to its",
            "registry, for 30 days from its day. Of a list with dates of registration, as lists of newly",
            "registered domains in CSV, these are the answer; a name a line and the hourly list of the SANS",
            "ISC are hints beside it. Names that were asked about before anybody had registered them make an",
            "event. No list makes a domain older, nor takes a date back that a registry told.",
            "With --zone, two zone files of two days: what is in the second and not in the first was added.",
            "Files may be plain, .gz or .zip. A server may run meanwhile.",
            "The setting hints does the same with URLs and files, whenever they change."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin import-hints domaindata.json.gz",
            "  domain-stats admin import-hints --name nrd --day 2026-11-25 newly-registered.txt",
            "  domain-stats admin import-hints --dry-run whois-daily.csv.zip",
            "  domain-stats admin import-hints --zone com-2026-11-24.txt.gz com-2026-11-25.txt.gz"
        })
final class ImportHintsCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "lists; with --zone, the older zone file and the newer one")
    private List<Path> files = List.of();

    @Option(names = "--zone", description = "the files are two zone files, the older one first")
    private boolean zone;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "in place of recognising it, one of isc, json, csv, names")
    private String format = ListFormat.AUTO.word();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "what answers call the list; else the name of its file")
    private @Nullable String name;

    @Option(
            names = "--day",
            paramLabel = "YYYY-MM-DD",
            description =
                    "when names without a date were registered, or added to the zone; else the day"
                            + " of the file, and of a list no date of registration")
    private @Nullable String day;

    @Option(
            names = "--much",
            description = "with --zone, more than a fifth of the names may be new")
    private boolean much;

    @Option(names = "--dry-run", description = "counts what would change, and changes nothing")
    private boolean dryRun;

    @Option(names = "--json", description = "the report on each list as a JSON object a line")
    private boolean json;

    @Override
    public Set<SettingGroup> settingGroups() {
        return EnumSet.of(SettingGroup.STORAGE, SettingGroup.LOGGING);
    }

    @Override
    public Integer call() {
        Settings settings = CommandSettings.of(spec);
        if (zone && files.size() != 2) {
            throw new CommandException("--zone takes two files: the older one and the newer one");
        }
        DataFolder data = DataFolder.of(settings);
        try (StopSignal stop = new StopSignal();
                Store store = data.openStore()) {
            HintImporter importer = new HintImporter(store, data.hostnames(), Wiring.clock());
            if (zone) {
                takeZone(importer, data.path(), stop);
            } else {
                for (Path file : files) {
                    take(importer, file, stop);
                }
            }
        }
        return ExitCode.DONE;
    }

    private void take(HintImporter importer, Path file, StopSignal stop) {
        Bar bar = new Bar();
        try {
            HintReport report =
                    importer.take(
                            file,
                            task(file),
                            (share, rows) -> {
                                bar.at(share, rows);
                                return !stop.isGiven();
                            });
            bar.progress.end();
            print(file, report, null);
        } catch (IOException e) {
            bar.progress.end();
            throw new CommandException(file + ": " + ErrorMessages.reason(e), e);
        }
    }

    private void takeZone(HintImporter importer, Path folder, StopSignal stop) {
        Bar bar = new Bar();
        try {
            ZoneReport report =
                    importer.takeZone(
                            files.get(0),
                            files.get(1),
                            folder,
                            task(files.get(1)),
                            much,
                            (share, rows) -> {
                                bar.at(share, rows);
                                return !stop.isGiven();
                            });
            bar.progress.end();
            print(files.get(1), report.hints(), report);
        } catch (IOException e) {
            bar.progress.end();
            throw new CommandException("nothing is taken: " + ErrorMessages.reason(e), e);
        }
    }

    /** A line of progress whose share comes with its rows. */
    private static final class Bar {

        private double share;
        private final Progress progress = Progress.besideLines("reading", () -> share);

        private void at(double now, long rows) {
            share = now;
            progress.at(rows);
        }
    }

    private Task task(Path file) {
        String list = name == null ? ListName.ofFile(String.valueOf(file.getFileName())) : name;
        if (!ListName.isGood(list)) {
            throw new CommandException(
                    "the name of a list is made of small letters, digits and . _ -, not " + list);
        }
        return new Task(
                list,
                ListFormat.ofWord(format)
                        .orElseThrow(
                                () ->
                                        new CommandException(
                                                "no such format: "
                                                        + format
                                                        + "; "
                                                        + ListFormat.words())),
                day(),
                "command",
                "",
                dryRun);
    }

    private @Nullable LocalDate day() {
        try {
            return day == null ? null : LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw new CommandException("no such day: " + day + "; as 2026-11-25", e);
        }
    }

    private void print(Path file, HintReport report, @Nullable ZoneReport zones) {
        if (json) {
            printJson(file, report, zones);
            return;
        }
        var out = spec.commandLine().getOut();
        if (zones != null) {
            out.printf(
                    "%,d names before, %,d now, %,d added; %,d lines of no use%n",
                    zones.first(), zones.second(), report.names(), zones.skipped());
        }
        out.printf(
                "%s: %,d domains %s; left out: %,d too old, %,d of days to come, %,d no domains,"
                        + " %,d lines of no use%n",
                file,
                report.domains(),
                dryRun ? "would be taken" : "taken",
                report.tooOld(),
                report.future(),
                report.noDomain(),
                report.unreadable());
        if (report.born() > 0 || report.rechecks() > 0) {
            out.printf(
                    "%,d of them were asked about before they were registered; of %,d the registry"
                            + " is asked again%n",
                    report.born(), report.rechecks());
        }
        out.flush();
    }

    private void printJson(Path file, HintReport report, @Nullable ZoneReport zones) {
        JsonObject object = new JsonObject().text("file", file.toString());
        if (zones != null) {
            object.number("names_before", zones.first());
            object.number("names_now", zones.second());
            object.number("skipped_lines", zones.skipped());
        }
        object.number("names", report.names())
                .number("domains", report.domains())
                .number("too_old", report.tooOld())
                .number("of_days_to_come", report.future())
                .number("no_domain", report.noDomain())
                .number("unreadable", report.unreadable())
                .number("born", report.born())
                .number("rechecks", report.rechecks());
        spec.commandLine().getOut().println(object.end());
        spec.commandLine().getOut().flush();
    }
}
