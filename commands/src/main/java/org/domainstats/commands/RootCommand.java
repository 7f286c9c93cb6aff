package org.domainstats.commands;

import org.domainstats.admincommands.AdminCommand;
import org.domainstats.composition.ProgramVersion;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command by itself shows what it can do. */
@Command(
        name = "domain-stats",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = "Tells when a domain was first seen by you, by us and by the web.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats serve                        answer on http://127.0.0.1:8000/",
            "  domain-stats lookup google.com            ask from the shell",
            "  domain-stats enrich dns.log > more.log    add facts to the lines of a log",
            "  domain-stats admin import top-1m.csv.zip  take in a list of ranks",
            "",
            "Exit codes: 0 done, 1 it could not be done, 2 wrong usage or settings."
        })
public final class RootCommand {

    private static final Map<String, Class<?>> SUBCOMMANDS = new LinkedHashMap<>();

    static {
        SUBCOMMANDS.put("serve", ServeCommand.class);
        SUBCOMMANDS.put("lookup", LookupCommand.class);
        SUBCOMMANDS.put("enrich", EnrichCommand.class);
        SUBCOMMANDS.put("community", CommunityCommand.class);
        SUBCOMMANDS.put("registration", RegistrationCommand.class);
        SUBCOMMANDS.put("admin", AdminCommand.class);
        SUBCOMMANDS.put("config", ConfigCommand.class);
        SUBCOMMANDS.put("help", HelpCommand.class);
    }

    /**
     * The subcommands that a command line needs. To describe all of them to picocli takes longer
     * than most of them take.
     */
    public static Collection<Class<?>> subcommands(List<String> arguments) {
        Class<?> chosen =
                arguments.isEmpty() || arguments.getFirst().equals("help")
                        ? null
                        : SUBCOMMANDS.get(arguments.getFirst());
        return chosen == null ? SUBCOMMANDS.values() : List.of(chosen);
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"domain-stats " + ProgramVersion.text()};
        }
    }
}
