package org.domainstats.app;

import org.jspecify.annotations.Nullable;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Every setting as a flag of the same name, on every command that uses settings. */
final class SettingFlags {

    private static final String CONFIG = "--config";
    private static final Set<String> SWITCH_WORDS =
            Set.of("on", "off", "true", "false", "yes", "no");

    private SettingFlags() {}

    /**
     * Adds the flags to every command that works by the settings and is named on the command line.
     */
    static void addTo(CommandLine command, Set<String> words) {
        if (command.getCommand() instanceof SettingsCommand
                && words.contains(command.getCommandName())) {
            addTo(command);
        }
        command.getSubcommands().values().forEach(each -> addTo(each, words));
    }

    private static void addTo(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        spec.addOption(
                OptionSpec.builder(CONFIG)
                        .type(Path.class)
                        .paramLabel("FILE")
                        .description("settings file, in place of ./" + SettingSources.FILE)
                        .build());
        for (SettingKey key : SettingKey.values()) {
            spec.addOption(
                    OptionSpec.builder(key.flag())
                            .type(String.class)
                            .paramLabel(key.kind().name())
                            .description(
                                    key.help()
                                            + (key.initial().isEmpty()
                                                    ? ""
                                                    : " (" + key.initial() + ")"))
                            .build());
        }
    }

    /** The settings in force for a command that was parsed. */
    static Settings settings(CommandSpec spec) {
        ParseResult parsed = spec.commandLine().getParseResult();
        Map<SettingKey, String> flags = new EnumMap<>(SettingKey.class);
        for (SettingKey key : SettingKey.values()) {
            @Nullable String text = parsed.matchedOptionValue(key.flag(), null);
            if (text != null) {
                flags.put(key, text);
            }
        }
        return new Settings(
                SettingSources.gather(
                        parsed.matchedOptionValue(CONFIG, null), System.getenv(), flags));
    }

    /**
     * A switch given bare means on: {@code --allow-anonymous} becomes {@code --allow-anonymous=on}.
     */
    static String[] withValues(String[] arguments) {
        List<String> rewritten = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            boolean bare =
                    argument.startsWith("--")
                            && SettingKey.of(argument.substring(2))
                                    .filter(key -> key.kind() == SettingKey.Kind.SWITCH)
                                    .isPresent();
            boolean valueFollows =
                    i + 1 < arguments.length
                            && SWITCH_WORDS.contains(arguments[i + 1].toLowerCase(Locale.ROOT));
            rewritten.add(bare && !valueFollows ? argument + "=on" : argument);
        }
        return rewritten.toArray(String[]::new);
    }

    /** Names the flags that unknown ones most likely mean; false if none is like them. */
    static boolean suggest(ParameterException fault, PrintWriter err) {
        if (!(fault instanceof UnmatchedArgumentException unmatched)) {
            return false;
        }
        List<String> meant =
                unmatched.getUnmatched().stream()
                        .filter(each -> each.startsWith("--"))
                        .map(each -> each.substring(2).split("=", 2)[0])
                        .flatMap(each -> SettingSuggestions.meant(each).stream())
                        .toList();
        meant.forEach(each -> err.println("did you mean --" + each + "?"));
        return !meant.isEmpty();
    }
}
