package org.domainstats.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command by itself shows what it can do. */
@Command(
        name = "domain-stats",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = "Tells when a domain was first seen by you, by us and by the web.",
        subcommands = {
            ServeCommand.class,
            LookupCommand.class,
            CommunityCommand.class,
            RegistrationCommand.class,
            AdminCommand.class,
            ConfigCommand.class,
            HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats serve                        answer on http://127.0.0.1:8000/",
            "  domain-stats lookup google.com            ask from the shell",
            "  domain-stats admin import top-1m.csv.zip  take in a list of ranks",
            "",
            "Exit codes: 0 done, 1 it could not be done, 2 wrong usage or settings."
        })
final class RootCommand {}
