package org.domainstats.commandline;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Help;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The help of a command as picocli makes it, but for three things: a list of commands shows the
 * first sentence of each description, where picocli shows its first line; examples are not wrapped,
 * so that they can be copied; and {@code COLUMNS} says how wide the rest is.
 */
public final class HelpText {

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.]) +(?=\\p{Lu})");

    /** What picocli takes. */
    private static final int NARROWEST = 55;

    private HelpText() {}

    /** The help of a command. */
    public static Help of(CommandSpec command, ColorScheme colors) {
        bySentence(command.usageMessage());
        command.subcommands()
                .values()
                .forEach(each -> bySentence(each.getCommandSpec().usageMessage()));
        keepExamples(command.usageMessage());
        fit(command.usageMessage(), System.getenv("COLUMNS"));
        return new Help(command, colors);
    }

    /**
     * As wide as the user wants lines, else as the terminal.
     *
     * @param columns what {@code COLUMNS} says
     */
    private static void fit(UsageMessageSpec usage, @Nullable String columns) {
        if (columns != null && columns.matches("\\d{1,4}")) {
            usage.width(Math.max(NARROWEST, Integer.parseInt(columns)));
        } else {
            usage.autoWidth(true);
        }
    }

    private static void bySentence(UsageMessageSpec usage) {
        String text = String.join(" ", usage.description());
        Matcher end = SENTENCE_END.matcher(text);
        if (end.find()) {
            usage.description(text.substring(0, end.start()), text.substring(end.end()));
        }
    }

    private static void keepExamples(UsageMessageSpec usage) {
        Map<String, picocli.CommandLine.IHelpSectionRenderer> renderers =
                new TreeMap<>(usage.sectionMap());
        renderers.put(UsageMessageSpec.SECTION_KEY_FOOTER, _ -> lines(usage.footer()));
        usage.sectionMap(renderers);
    }

    private static String lines(String... lines) {
        return lines.length == 0 ? "" : String.join("%n", lines).formatted() + "%n".formatted();
    }
}
