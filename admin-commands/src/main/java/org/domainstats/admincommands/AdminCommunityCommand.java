package org.domainstats.admincommands;

import picocli.CommandLine.Command;

/** {@code domain-stats admin community}: looks after a community server. */
@Command(
        name = "community",
        mixinStandardHelpOptions = true,
        description = "Looks after a community server.",
        subcommands = CommunityTokenCommand.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin community token new acme --data /var/lib/domain-stats-community > acme.token",
            "  domain-stats admin community token list --data /var/lib/domain-stats-community"
        })
final class AdminCommunityCommand {}
