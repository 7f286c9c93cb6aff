package org.domainstats.admincommands;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.Progress;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.DataFolder;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.migration.ExportedContacts;
import org.domainstats.settings.SettingGroup;
import org.domainstats.store.Store;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code domain-stats admin replay-events}: brings first contacts back after a restore. */
@Command(
        name = "replay-events",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Brings first contacts back from events that were delivered (json, ecs, ocsf; plain or .gz), or from",
            "domain-stats admin export --json, after a backup of an earlier time was restored: without it, what was",
            "first seen after that time is announced again. The earlier instant of two stands, none is announced,",
            "and done twice, the second time changes nothing. Run it before the server is started."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin replay-events /var/log/domain-stats/events.ndjson*",
            "  domain-stats admin replay-events --store postgresql://server@db/domain_stats events.ndjson"
        })
final class ReplayEventsCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "lines of JSON")
    private List<Path> files = List.of();

    @Override
    public Set<SettingGroup> settingGroups() {
        return EnumSet.of(SettingGroup.STORAGE, SettingGroup.LOGGING);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean any = false;
        try (Store store = DataFolder.of(CommandSettings.of(spec)).openStore()) {
            ExportedContacts exported = new ExportedContacts(store.contacts());
            for (Path file : files) {
                any |= replay(exported, file, out);
            }
        }
        return any ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Whether there was a contact in it. */
    private static boolean replay(ExportedContacts exported, Path file, PrintWriter out) {
        Progress progress = Progress.of(String.valueOf(file.getFileName()), () -> Double.NaN);
        try {
            ExportedContacts.Replayed replayed = exported.replay(file, _ -> progress.step());
            progress.end();
            out.printf(
                    Locale.ROOT,
                    "%s: %d lines, %d first contacts, %d of them were missing%n",
                    file,
                    replayed.lines(),
                    replayed.named(),
                    replayed.missing());
            out.flush();
            return replayed.named() > 0;
        } catch (IOException e) {
            progress.end();
            throw new CommandException(file + ": " + ErrorMessages.reason(e), e);
        }
    }
}
