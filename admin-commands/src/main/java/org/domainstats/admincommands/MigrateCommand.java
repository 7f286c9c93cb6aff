package org.domainstats.admincommands;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.Progress;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.DataFolder;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.migration.Migration;
import org.domainstats.migration.MigrationReport;
import org.domainstats.migration.PredecessorFile;
import org.domainstats.migration.SettingsTranslation;
import org.domainstats.model.Printable;
import org.domainstats.settings.SettingGroup;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.Store;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code domain-stats admin migrate}: takes over what a predecessor kept. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes first contacts and registrations over: from domain_stats.db of domain_stats2, from the cache",
            "folder or an export of domain_stats 1.x, or from the CSV of domain-stats admin export. A first",
            "contact keeps its instant, the earlier one of two stands, and none is announced again. Done twice,",
            "the second time changes nothing. Stop the server that uses the data folder before: it may have",
            "answers in memory that are older."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin migrate --timezone-offset -5 domain_stats.db",
            "  domain-stats admin migrate --dry-run /var/lib/domain_stats/cache",
            "  domain-stats admin migrate --settings domain_stats.yaml > domain-stats.yaml",
            "",
            "Rows that cannot be read are listed with their reason; exit code 1 if there are no others."
        })
final class MigrateCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "files or cache folders")
    private List<Path> paths = List.of();

    @Option(names = "--dry-run", description = "counts what would change, and changes nothing")
    private boolean dryRun;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "prints the settings of this program that mean the same")
    private @Nullable Path settingsFile;

    @Override
    public Set<SettingGroup> settingGroups() {
        return EnumSet.of(SettingGroup.STORAGE, SettingGroup.ANSWERS, SettingGroup.LOGGING);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (settingsFile == null && paths.isEmpty()) {
            throw new CommandException("nothing to migrate: name a file, a folder or --settings");
        }
        if (settingsFile != null) {
            printSettings(settingsFile, out);
        }
        return paths.isEmpty() || migrateAll(out) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static void printSettings(Path file, PrintWriter out) {
        try {
            SettingsTranslation.of(file).forEach(out::println);
            out.flush();
        } catch (IOException e) {
            throw new CommandException(ErrorMessages.reason(e), e);
        }
    }

    private boolean migrateAll(PrintWriter out) {
        Settings settings = CommandSettings.of(spec);
        // Here the offset is that of the predecessor: what it added is taken off again.
        int offset = settings.number(SettingKey.TIMEZONE_OFFSET);
        DataFolder data = DataFolder.of(settings);
        boolean any = false;
        try (Store store = data.openStore()) {
            for (Path path : paths) {
                any |= migrate(path, offset, migration(store, data), out);
            }
        }
        return any;
    }

    private Migration migration(Store store, DataFolder data) {
        Clock clock = Clock.systemUTC();
        return dryRun
                ? Migration.dryRun(store.contacts(), store.registrations(), data.hostnames(), clock)
                : Migration.into(store.contacts(), store.registrations(), data.hostnames(), clock);
    }

    private boolean migrate(Path path, int offset, Migration migration, PrintWriter out) {
        try {
            PredecessorFile file = PredecessorFile.open(path, offset);
            long expected = file.expectedRows();
            long[] done = {0};
            Progress progress =
                    Progress.of(
                            String.valueOf(path.getFileName()),
                            () -> expected == 0 ? 0 : (double) done[0] / expected);
            MigrationReport report;
            try {
                report =
                        migration.run(
                                file,
                                rows -> {
                                    done[0] = rows;
                                    progress.step();
                                });
            } finally {
                progress.end();
            }
            print(path, file, report, out);
            return report.rows() == 0 || report.unreadable() < report.rows();
        } catch (IOException e) {
            throw new CommandException(ErrorMessages.reason(e), e);
        }
    }

    private void print(Path path, PredecessorFile file, MigrationReport report, PrintWriter out) {
        out.printf("%s: %s, %,d rows%n", path, file.description(), report.rows());
        out.printf(
                "  first contacts: %,d, %,d of them %s%n",
                report.contacts(), report.newContacts(), dryRun ? "would be new" : "new");
        out.printf(
                "  registrations: %,d, %,d of them %s%n",
                report.registrations(), report.newRegistrations(), dryRun ? "would be new" : "new");
        long problems = report.unreadable() + report.wrongValues();
        if (problems > 0) {
            out.printf(
                    "  not taken over: %,d rows, and a value of %,d others%n",
                    report.unreadable(), report.wrongValues());
            report.listed()
                    .forEach(
                            row ->
                                    out.printf(
                                            "    %s: %s%n", row.row(), Printable.of(row.reason())));
            long more = problems - report.listed().size();
            if (more > 0) {
                out.printf("    and %,d more%n", more);
            }
        }
        out.flush();
    }
}
