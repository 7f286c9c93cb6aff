package org.domainstats.admincommands;

import org.domainstats.answerformats.JsonObject;
import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.commandline.StopSignal;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.DataFolder;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.inputs.HistoryImport;
import org.domainstats.inputs.HistoryReport;
import org.domainstats.logformats.Fields;
import org.domainstats.logformats.LogTimes;
import org.domainstats.logformats.ReadingOptions;
import org.domainstats.settings.SettingGroup;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.Store;
import org.domainstats.streams.BrokenLogException;
import org.domainstats.streams.LogFiles;
import org.domainstats.streams.LogLines;
import org.domainstats.usage.ClientNames;
import org.domainstats.usage.StoredClients;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** {@code domain-stats admin import-history}: contacts out of old logs. */
@Command(
        name = "import-history",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads old logs, and takes their names over as contacts of the times that the logs tell: what your",
            "network has asked for years is no first contact tomorrow. Of two first times the earlier one",
            "stands. None is announced, and no event is made of any. Done twice, the second time changes nothing.",
            "The same logs as enrich reads, also .gz and .zst. Lines without a time are left out and counted.",
            "A server may run meanwhile; what it has in memory may be older for an hour."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin import-history --dry-run /opt/zeek/logs/*/dns.*.log.gz",
            "  domain-stats admin import-history --zone Europe/Berlin /var/log/named/query.log*",
            "  domain-stats admin import-history --name-column Domain umbrella-*.csv.gz"
        })
final class ImportHistoryCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "logs; those of a rotated set are read oldest first")
    private List<Path> files = List.of();

    @Option(names = "--dry-run", description = "counts what would change, and changes nothing")
    private boolean dryRun;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "of times that tell none, as Europe/Berlin; else that of this machine")
    private @Nullable String zone;

    @Mixin private LogReadingOptions reading;

    @Option(names = "--json", description = "the report as one JSON object")
    private boolean json;

    private final LogProblems problems = new LogProblems();

    @Override
    public Set<SettingGroup> settingGroups() {
        return EnumSet.of(SettingGroup.STORAGE, SettingGroup.INPUTS, SettingGroup.LOGGING);
    }

    @Override
    public Integer call() {
        Settings settings = CommandSettings.of(spec);
        ReadingOptions options = reading.with(Fields.DEFAULT);
        DataFolder data = DataFolder.of(settings);
        long started = System.nanoTime();
        try (StopSignal stop = new StopSignal();
                Store store = data.openStore()) {
            HistoryImport history =
                    new HistoryImport(
                            data.hostnames(),
                            store,
                            new ClientNames(kept(settings), store.clients()),
                            dryRun);
            read(history, options, stop);
            double seconds = (System.nanoTime() - started) / 1e9;
            print(history.finish(), seconds);
            boolean failed = problems.print(spec.commandLine().getErr());
            return stop.isGiven() || failed ? ExitCode.FAILED : ExitCode.DONE;
        } catch (IOException e) {
            throw new CommandException("not all was read: " + ErrorMessages.reason(e), e);
        }
    }

    private static StoredClients kept(Settings settings) {
        return settings.isOn(SettingKey.KEEP_CLIENTS) ? StoredClients.PLAIN : StoredClients.HASHED;
    }

    private void read(HistoryImport history, ReadingOptions options, StopSignal stop)
            throws IOException {
        AtomicLong rows = new AtomicLong();
        try (LogProgress progress = new LogProgress("reading", files)) {
            for (Path file : LogFiles.inOrder(files)) {
                LogTimes times = new LogTimes(zone(), newest(file));
                LogLines lines = new LogLines(options);
                long before = rows.get();
                try (InputStream log = progress.counted(Files.newInputStream(file))) {
                    lines.read(
                            log,
                            batch -> {
                                history.take(batch, times);
                                rows.addAndGet(batch.size());
                            },
                            () -> {
                                progress.at(rows.get());
                                return !stop.isGiven();
                            });
                } catch (BrokenLogException e) {
                    problems.broken(file, e);
                }
                if (!lines.isDetected() && rows.get() > before && !stop.isGiven()) {
                    problems.unrecognised(file, lines.unreadable());
                }
            }
        }
    }

    private static Instant newest(Path file) throws IOException {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        Instant now = Instant.now();
        return written.isAfter(now) ? now : written;
    }

    private ZoneId zone() {
        try {
            return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new CommandException("no such zone: " + zone + "; as Europe/Berlin or +02:00", e);
        }
    }

    private void print(HistoryReport report, double seconds) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonObject object =
                    new JsonObject()
                            .number("rows", report.rows())
                            .number("rows_with_a_name", report.named())
                            .number("rows_without_a_time", report.withoutTime())
                            .number("names", report.names())
                            .number("sites", report.sites())
                            .number("new_contacts", report.newSites());
            report.first().ifPresent(first -> object.text("first", first.toString()));
            report.last().ifPresent(last -> object.text("last", last.toString()));
            out.println(object.end());
        } else {
            out.printf(
                    "%,d rows in %.1f s, %,d with a name, %,d of these without a time and left"
                            + " out%n",
                    report.rows(), seconds, report.named(), report.withoutTime());
            report.first()
                    .ifPresent(
                            first ->
                                    out.printf(
                                            "from %s to %s%n", first, report.last().orElse(first)));
            out.printf(
                    "%,d sites, %,d of them %s first contacts%n",
                    report.sites(), report.newSites(), dryRun ? "would be new" : "new");
        }
        out.flush();
    }
}
