package org.domainstats.commands;

import org.domainstats.admincommands.AdminCommand;
import org.domainstats.commandline.CommandDescription;
import org.domainstats.composition.ProgramVersion;

import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The command by itself shows what it can do. */
public final class RootCommand {

    private static final Map<String, Supplier<Object>> SUBCOMMANDS = new LinkedHashMap<>();

    static {
        SUBCOMMANDS.put("serve", ServeCommand::description);
        SUBCOMMANDS.put("lookup", LookupCommand::description);
        SUBCOMMANDS.put("enrich", EnrichCommand::new);
        SUBCOMMANDS.put("community", CommunityCommand::new);
        SUBCOMMANDS.put("registration", RegistrationCommand::new);
        SUBCOMMANDS.put("admin", AdminCommand::new);
        SUBCOMMANDS.put("config", ConfigCommand::new);
        SUBCOMMANDS.put("help", HelpCommand::new);
    }

    private RootCommand() {}

    /** What {@code --version} shows. */
    public static String[] version() {
        return new String[] {"domain-stats " + ProgramVersion.text()};
    }

    /** The command, without its subcommands. */
    public static CommandSpec description() {
        CommandSpec spec = CommandDescription.of(new RootCommand(), "domain-stats");
        spec.usageMessage()
                .description("Tells when a domain was first seen by you, by us and by the web.")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  domain-stats serve                        answer on http://127.0.0.1:8000/",
                        "  domain-stats lookup google.com            ask from the shell",
                        "  domain-stats enrich dns.log > more.log    add facts to the lines of a log",
                        "  domain-stats admin import top-1m.csv.zip  take in a list of ranks",
                        "",
                        "Exit codes: 0 done, 1 it could not be done, 2 wrong usage or settings.");
        return spec;
    }

    /**
     * The subcommands that a command line needs. To describe all of them to picocli takes longer
     * than most of them take.
     */
    public static Collection<Object> subcommands(List<String> arguments) {
        Supplier<Object> chosen =
                arguments.isEmpty() || arguments.getFirst().equals("help")
                        ? null
                        : SUBCOMMANDS.get(arguments.getFirst());
        return (chosen == null ? SUBCOMMANDS.values() : List.of(chosen))
                .stream().map(Supplier::get).toList();
    }
}
