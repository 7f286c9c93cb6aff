package org.domainstats.admincommands;

import org.domainstats.base.PrivateFile;
import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.communityserver.Members;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.DataFolder;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.protocol.ClientId;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;

/**
 * {@code domain-stats admin community token}: the clients of a community server that have a token.
 */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and takes away the tokens of a community server's clients.",
        subcommands = {
            CommunityTokenCommand.New.class,
            CommunityTokenCommand.Listing.class,
            CommunityTokenCommand.Remove.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin community token new acme > acme.token   hand this file to the client",
            "  domain-stats serve --community udp://community:4100 --community-token-file acme.token"
        })
final class CommunityTokenCommand {

    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description =
                    "Makes a token for a client and prints it; nobody can read it again later.",
            footerHeading = "%nExamples:%n",
            footer =
                    "  domain-stats admin community token new acme --data /var/lib/domain-stats-community > acme.token")
    static final class New implements SettingsCommand {

        @Spec private CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "the client's id: 1 to 32 of a-z 0-9 -")
        private String name;

        @Override
        public Integer call() {
            try {
                Members members = members(spec);
                spec.commandLine()
                        .getOut()
                        .println(members.add(new ClientId(name), new SecureRandom()).text());
                return ExitCode.DONE;
            } catch (IOException | IllegalArgumentException e) {
                throw new CommandException("no token was made: " + ErrorMessages.reason(e), e);
            }
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Lists the clients.",
            footerHeading = "%nExamples:%n",
            footer =
                    "  domain-stats admin community token list --data /var/lib/domain-stats-community")
    static final class Listing implements SettingsCommand {

        @Spec private CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            try {
                members(spec).clients().forEach(client -> out.println(client.text()));
                return ExitCode.DONE;
            } catch (IOException e) {
                throw new CommandException(
                        "cannot read the clients: " + ErrorMessages.reason(e), e);
            }
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Takes a client's token away; a running server notices at once.",
            footerHeading = "%nExamples:%n",
            footer =
                    "  domain-stats admin community token remove acme --data /var/lib/domain-stats-community")
    static final class Remove implements SettingsCommand {

        @Spec private CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "the client's id")
        private String name;

        @Override
        public Integer call() {
            try {
                if (members(spec).remove(new ClientId(name))) {
                    return ExitCode.DONE;
                }
                throw new CommandException(
                        "there is no client "
                                + name
                                + "; see: domain-stats admin community token list");
            } catch (IOException | IllegalArgumentException e) {
                throw new CommandException(
                        "cannot take the token away: " + ErrorMessages.reason(e), e);
            }
        }
    }

    private static Members members(CommandSpec spec) throws IOException {
        DataFolder data = DataFolder.of(CommandSettings.of(spec));
        PrivateFile.createFolder(data.path());
        return Members.open(data.communityClients());
    }
}
