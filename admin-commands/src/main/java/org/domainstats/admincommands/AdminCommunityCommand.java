package org.domainstats.admincommands;

import picocli.CommandLine.Command;

/** {@code domain-stats admin community}: looks after a community server. */
@Command(
        name = "community",
        mixinStandardHelpOptions = true,
        description = "Looks after a community server.",
        subcommands = CommunityTokenCommand.class)
final class AdminCommunityCommand {}
