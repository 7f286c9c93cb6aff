package org.domainstats.admincommands;

import org.domainstats.admincommands.DomainImport.Kind;
import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.DataFolder;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.composition.Wiring;
import org.domainstats.feed.ListFile;
import org.domainstats.settings.SettingGroup;
import org.domainstats.settings.Settings;
import org.domainstats.store.KnownDomains;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code domain-stats admin import}: takes lists of domains in, one transaction for each file. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes in lists of ranks (rank,domain as Tranco publishes them) and the updates of domain_stats and",
            "domain_stats2 (rank,domain with -1 and -2, or +,domain,created,expires). Plain, gzip or zip.",
            "A list of ranks says how popular a domain is, never that it is established. A server that runs on",
            "the same data folder goes on answering and takes up the change within a second."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin import top-1m.csv.zip",
            "  domain-stats admin import <(curl -fsS https://example.org/list.csv)",
            "  domain-stats admin import domain_stats/data/1/1.txt domain_stats/data/1/2.txt",
            "  domain-stats admin import domain_stats/data           every update in the folder, in order",
            "",
            "A line that cannot be read is reported with its number and the rest is taken in; exit code 1",
            "only if a file had no line that could be read."
        })
final class ImportCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "files, or folders of updates")
    private List<Path> paths;

    @Option(
            names = "--as",
            paramLabel = "KIND",
            description = "ranks or established; told by the file itself if left out")
    private Kind kind = Kind.AUTO;

    @Override
    public Set<SettingGroup> settingGroups() {
        return EnumSet.of(SettingGroup.STORAGE, SettingGroup.ANSWERS, SettingGroup.LOGGING);
    }

    @Override
    public Integer call() {
        Settings settings = CommandSettings.of(spec);
        PrintWriter err = spec.commandLine().getErr();
        boolean all = true;
        try (KnownDomains knownDomains = DataFolder.of(settings).openKnownDomains()) {
            DomainImport imports = new DomainImport(knownDomains, Wiring.age(settings), err);
            for (Path path : paths) {
                for (Path file : files(path)) {
                    all &= imports.take(file, kind);
                }
            }
        }
        return all ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** A folder stands for the updates below it, in order of version. */
    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> below = Files.walk(path, 2)) {
            List<Path> updates =
                    below.filter(file -> ListFile.version(file).isPresent())
                            .sorted(
                                    Comparator.comparing(
                                            file -> ListFile.version(file).orElseThrow()))
                            .toList();
            if (updates.isEmpty()) {
                throw new CommandException(
                        "no updates of the form MAJOR/MINOR.txt in folder " + path);
            }
            return updates;
        } catch (IOException e) {
            throw new CommandException(
                    "cannot read folder " + path + ": " + ErrorMessages.reason(e), e);
        }
    }
}
