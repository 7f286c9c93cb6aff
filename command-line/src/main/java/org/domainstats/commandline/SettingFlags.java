package org.domainstats.commandline;

import org.domainstats.model.Printable;
import org.domainstats.settings.SettingGroup;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.SettingKind;
import org.domainstats.settings.SettingSources;
import org.domainstats.settings.SettingSuggestions;
import org.domainstats.settings.Settings;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every setting as a flag of the same name, on the commands that use it. */
public final class SettingFlags {

    private static final String CONFIG = "--config";
    private static final String ALL = "--all";
    private static final Set<String> SWITCH_WORDS =
            Set.of("on", "off", "true", "false", "yes", "no");

    private SettingFlags() {}

    /** Adds the flags to every command that works by settings and is named on the command line. */
    public static void addTo(CommandLine command, List<String> words) {
        if (command.getCommand() instanceof SettingsCommand settings
                && words.contains(command.getCommandName())) {
            addTo(command.getCommandSpec(), settings.settingGroups(), words);
        }
        command.getSubcommands().values().forEach(each -> addTo(each, words));
    }

    private static void addTo(CommandSpec spec, Set<SettingGroup> groups, List<String> words) {
        spec.addOption(
                OptionSpec.builder(CONFIG)
                        .type(Path.class)
                        .paramLabel("FILE")
                        .description("settings file, in place of ./" + SettingSources.FILE)
                        .build());
        spec.addOption(
                OptionSpec.builder(ALL)
                        .type(boolean.class)
                        .description("with --help: the settings of other commands as well")
                        .build());
        Set<SettingKey> named = EnumSet.noneOf(SettingKey.class);
        words.forEach(each -> setting(each).ifPresent(named::add));
        // The others are left out: to describe a hundred options takes a fiftieth of a second.
        for (SettingKey key : named) {
            if (groups.contains(key.group())) {
                // Hidden from picocli's list of options: SettingsHelp shows them by group.
                spec.addOption(
                        OptionSpec.builder(key.flag())
                                .type(String.class)
                                .paramLabel(SettingsHelp.value(key))
                                .hidden(true)
                                .build());
            }
        }
        new SettingsHelp(groups, words.contains(ALL)).addTo(spec);
    }

    /** The settings in force for a command that was parsed. */
    public static Settings settings(CommandSpec spec) {
        ParseResult parsed = spec.commandLine().getParseResult();
        Map<SettingKey, String> flags = new EnumMap<>(SettingKey.class);
        // Not asked for each key in turn: picocli searches all options for each name.
        for (OptionSpec option : parsed.matchedOptions()) {
            setting(option.longestName())
                    .ifPresent(key -> flags.put(key, String.valueOf(option.<Object>getValue())));
        }
        Settings settings =
                SettingSources.read(
                        parsed.matchedOptionValue(CONFIG, null), System.getenv(), flags);
        settings.source()
                .ifPresent(
                        file ->
                                spec.commandLine()
                                        .getErr()
                                        .println("domain-stats: settings from " + file));
        return settings;
    }

    /**
     * A switch given bare means on: {@code --allow-anonymous} becomes {@code --allow-anonymous=on}.
     * The options of {@code registration} share names with switches, but take a file.
     */
    public static String[] withValues(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("registration")) {
            return arguments;
        }
        List<String> rewritten = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            boolean bare =
                    setting(argument).filter(key -> key.kind() == SettingKind.SWITCH).isPresent();
            boolean valueFollows =
                    i + 1 < arguments.length
                            && SWITCH_WORDS.contains(arguments[i + 1].toLowerCase(Locale.ROOT));
            rewritten.add(
                    bare && argument.indexOf('=') < 0 && !valueFollows
                            ? argument + "=on"
                            : argument);
        }
        return rewritten.toArray(String[]::new);
    }

    private static Optional<SettingKey> setting(String argument) {
        return argument.startsWith("--")
                ? SettingKey.of(argument.substring(2).split("=", 2)[0])
                : Optional.empty();
    }

    /**
     * Explains flags that the command does not take: those of other commands, and those that do not
     * exist; false if nothing is like them.
     */
    public static boolean explain(ParameterException fault, PrintWriter err) {
        if (!(fault instanceof UnmatchedArgumentException unmatched)) {
            return false;
        }
        boolean explained = false;
        for (String argument : unmatched.getUnmatched()) {
            String name = argument.split("=", 2)[0];
            Optional<SettingKey> ofAnother = setting(argument);
            if (ofAnother.isPresent()) {
                err.println(
                        name
                                + " belongs to other commands (settings of the group \""
                                + ofAnother.get().group().title()
                                + "\"); leave it out, or set it in the settings file");
                explained = true;
            } else if (name.startsWith("--")) {
                Optional<String> meant = SettingSuggestions.meant(name.substring(2));
                meant.ifPresent(each -> err.println("did you mean --" + Printable.of(each) + "?"));
                explained |= meant.isPresent();
            }
        }
        return explained;
    }
}
