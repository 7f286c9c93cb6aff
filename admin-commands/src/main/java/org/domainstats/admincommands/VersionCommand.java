package org.domainstats.admincommands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.DataFolder;
import org.domainstats.composition.ProgramVersion;
import org.domainstats.knowndomains.SqliteKnownDomains;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Locale;

/** {@code domain-stats admin version}: which version the known domains have. */
@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Tells the version of the program and of the known domains, and how many they are.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin version",
            "  domain-stats admin version --json | jq -r .known_domains_version"
        })
final class VersionCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "as one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (SqliteKnownDomains knownDomains =
                DataFolder.of(CommandSettings.of(spec)).openKnownDomains()) {
            String feed = knownDomains.version().toString();
            long count = knownDomains.count();
            if (json) {
                out.println(
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("program", ProgramVersion.text())
                                .put("known_domains_version", feed)
                                .put("known_domains", count));
            } else {
                out.printf(
                        Locale.ROOT,
                        "domain-stats %s, known domains %s (%,d)%n",
                        ProgramVersion.text(),
                        feed,
                        count);
            }
        }
        return ExitCode.DONE;
    }
}
