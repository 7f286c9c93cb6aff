package org.domainstats.admincommands;

import org.domainstats.access.TokenFile;
import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.http.AccessRole;
import org.domainstats.http.AccessToken;
import org.domainstats.http.AccessTokens;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingGroup;
import org.domainstats.settings.SettingKey;
import org.domainstats.store.AuditAction;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code domain-stats admin token}: the tokens with which the LAN server may be asked. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "Makes, lists and revokes the tokens with which clients may use the server of this network.",
            "The file named by token-file keeps their hashes; a running server notices changes."
        },
        subcommands = {
            TokenCommand.Add.class,
            TokenCommand.Listing.class,
            TokenCommand.Revoke.class,
            TokenCommand.Import.class,
            TokenCommand.FormerNew.class,
            TokenCommand.FormerRemove.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin token add siem --token-file /etc/domain-stats/tokens > siem.token",
            "  domain-stats admin token revoke siem --token-file /etc/domain-stats/tokens",
            "  domain-stats admin token import --token-file /etc/domain-stats/tokens",
            "",
            "The tokens of a community's members: domain-stats admin community token"
        })
final class TokenCommand {

    /** Works on the file that token-file names. */
    abstract static sealed class OnFile implements SettingsCommand {

        @Spec CommandSpec spec;

        @Override
        public Set<SettingGroup> settingGroups() {
            return EnumSet.of(SettingGroup.STORAGE, SettingGroup.LISTENER, SettingGroup.LOGGING);
        }

        @Override
        public Integer call() {
            Path file =
                    CommandSettings.of(spec)
                            .file(SettingKey.TOKEN_FILE)
                            .orElseThrow(
                                    () ->
                                            new SettingException(
                                                    "set token-file, the file that keeps the tokens"
                                                            + " (those of a community's members:"
                                                            + " admin community token)"));
            try {
                run(file);
                return ExitCode.DONE;
            } catch (IOException | IllegalArgumentException e) {
                throw new CommandException(ErrorMessages.reason(e), e);
            }
        }

        abstract void run(Path file) throws IOException;

        void audit(AuditAction action, String subject) {
            CommandAudit.tellIfThere(spec, action, subject);
        }

        /** Writing turns every token into its hash, so weak ones in clear must be gone before. */
        static void change(Path file, TokenFile.Change change) throws IOException {
            List<Integer> weak = Files.exists(file) ? AccessTokens.weakLines(file) : List.of();
            if (!weak.isEmpty()) {
                throw new CommandException(
                        file
                                + ": the tokens in line "
                                + String.join(", ", weak.stream().map(String::valueOf).toList())
                                + " are shorter than 22 characters and can be guessed; remove them"
                                + " and make others with: domain-stats admin token add");
            }
            TokenFile.change(file, change);
        }
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description =
                    "Makes a token and prints it; it is not stored and cannot be shown again.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  domain-stats admin token add siem --token-file /etc/domain-stats/tokens > siem.token",
                "  domain-stats admin token add alice --role admin --token-file /etc/domain-stats/tokens"
            })
    static final class Add extends OnFile {

        @Parameters(paramLabel = "NAME", description = "whose: 1 to 32 of a-z 0-9 -")
        private String name;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "ask, read (what was asked as well) or admin (${DEFAULT-VALUE})")
        private AccessRole role = AccessRole.ASK;

        @Override
        void run(Path file) throws IOException {
            String text = AccessToken.generate(new SecureRandom());
            change(file, tokens -> tokens.with(AccessToken.of(name, role, text)));
            audit(AuditAction.TOKEN_ADDED, name + " " + role.text());
            spec.commandLine().getOut().println(text);
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Lists the names of the tokens and their roles.",
            footerHeading = "%nExamples:%n",
            footer = "  domain-stats admin token list --token-file /etc/domain-stats/tokens")
    static final class Listing extends OnFile {

        @Override
        void run(Path file) throws IOException {
            (Files.exists(file) ? AccessTokens.parse(file) : AccessTokens.NONE)
                    .tokens()
                    .forEach(
                            each ->
                                    spec.commandLine()
                                            .getOut()
                                            .printf("%-32s %s%n", each.name(), each.role().text()));
        }
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Takes a token back.",
            footerHeading = "%nExamples:%n",
            footer = "  domain-stats admin token revoke siem --token-file /etc/domain-stats/tokens")
    static final class Revoke extends OnFile {

        @Parameters(paramLabel = "NAME", description = "whose")
        private String name;

        @Option(
                names = "--force",
                description = "also the last token with the role admin, so that no page has one")
        private boolean force;

        @Override
        void run(Path file) throws IOException {
            change(file, this::without);
            audit(AuditAction.TOKEN_REVOKED, name);
        }

        private AccessTokens without(AccessTokens tokens) {
            AccessTokens fewer = tokens.without(name);
            if (fewer.tokens().size() == tokens.tokens().size()) {
                throw new CommandException(
                        "there is no token of that name; see: domain-stats admin token list");
            }
            if (tokens.hasAdministrator() && !fewer.hasAdministrator() && !force) {
                throw new CommandException(
                        name
                                + " is the last token with the role admin: make another one first,"
                                + " or revoke it with --force");
            }
            return fewer;
        }
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Takes the tokens of a file that holds them in clear, a line each, and keeps their hashes.",
                "Without FILE, turns those of token-file itself. They get the role read."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  domain-stats admin token import --token-file /etc/domain-stats/tokens",
                "  domain-stats admin token import clear.txt --token-file /etc/domain-stats/tokens"
            })
    static final class Import extends OnFile {

        @Parameters(paramLabel = "FILE", arity = "0..1", description = "file of tokens in clear")
        private @Nullable Path from;

        @Override
        void run(Path file) throws IOException {
            boolean other = from != null && !(Files.exists(file) && Files.isSameFile(from, file));
            change(file, tokens -> other ? withThoseOf(from, tokens) : tokens);
            audit(AuditAction.SETTING_CHANGED, "token-file");
            spec.commandLine()
                    .getErr()
                    .printf(
                            "domain-stats: %s keeps %d tokens%n",
                            file, AccessTokens.parse(file).tokens().size());
        }

        private static AccessTokens withThoseOf(@Nullable Path from, AccessTokens tokens)
                throws IOException {
            AccessTokens all = tokens;
            if (from != null) {
                for (AccessToken each : AccessTokens.parse(from).tokens()) {
                    all = all.with(each);
                }
            }
            return all;
        }
    }

    /** How the tokens of a community's members were made before. */
    @Command(name = "new", hidden = true)
    static final class FormerNew extends Former {}

    /** How they were taken away. */
    @Command(name = "remove", hidden = true)
    static final class FormerRemove extends Former {}

    abstract static sealed class Former implements SettingsCommand {

        @Spec CommandSpec spec;

        @Parameters(arity = "0..*", hidden = true)
        private List<String> names = List.of();

        @Override
        public Integer call() {
            throw new SettingException(
                    "admin token "
                            + spec.name()
                            + " is now: domain-stats admin community token "
                            + spec.name()
                            + (names.isEmpty() ? "" : " " + String.join(" ", names)));
        }
    }
}
