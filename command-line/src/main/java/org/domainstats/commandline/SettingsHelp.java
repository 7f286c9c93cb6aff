package org.domainstats.commandline;

import org.domainstats.settings.SettingGroup;
import org.domainstats.settings.SettingKey;

import picocli.CommandLine.Help;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The settings in a command's help: its own by group, those of others where they are asked for. */
final class SettingsHelp {

    private static final String SECTION = "settings";

    /** The width of the column of flags. */
    private static final int FLAGS = 36;

    private final Set<SettingGroup> own;
    private final boolean all;

    SettingsHelp(Set<SettingGroup> own, boolean all) {
        this.own = own;
        this.all = all;
    }

    /** Puts the settings behind the command's own options. */
    void addTo(CommandSpec spec) {
        UsageMessageSpec usage = spec.usageMessage();
        List<String> sections = new ArrayList<>(usage.sectionKeys());
        sections.add(sections.indexOf(UsageMessageSpec.SECTION_KEY_OPTION_LIST) + 1, SECTION);
        usage.sectionKeys(sections);
        Map<String, picocli.CommandLine.IHelpSectionRenderer> renderers =
                new TreeMap<>(usage.sectionMap());
        renderers.put(SECTION, this::render);
        usage.sectionMap(renderers);
    }

    private String render(Help help) {
        StringBuilder text = new StringBuilder();
        own.forEach(group -> append(group, help, text));
        if (all) {
            text.append(
                    help.createHeading(
                            "%nSettings of other commands, for the settings file and the environment:%n"));
            EnumSet<SettingGroup> others = EnumSet.allOf(SettingGroup.class);
            others.removeAll(own);
            others.forEach(group -> append(group, help, text));
        }
        return text.toString();
    }

    private static void append(SettingGroup group, Help help, StringBuilder text) {
        text.append(String.format("%n%s:%n", group.title()));
        TextTable table =
                TextTable.forColumnWidths(
                        help.colorScheme(),
                        FLAGS,
                        help.commandSpec().usageMessage().width() - FLAGS);
        table.indentWrappedLines = 0;
        for (SettingKey key : SettingKey.in(group)) {
            String flag = "  " + key.flag() + "=" + value(key);
            String initial = key.initial().isEmpty() ? "" : " (" + key.initial() + ")";
            // A flag that reaches into the second column has that line for itself.
            table.addRowValues(flag, key.help() + initial);
        }
        table.toString(text);
    }

    /** What a key takes, as a placeholder. */
    static String value(SettingKey key) {
        return key.choices().isEmpty()
                ? key.kind().name().toUpperCase(Locale.ROOT).replace("_OR_OFF", "|off")
                : String.join("|", key.choices());
    }
}
