package org.domainstats.commandline;

import org.domainstats.settings.SettingGroup;
import org.domainstats.settings.SettingKey;

import picocli.CommandLine.Help;
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
    private static final int WIDTH = 36;

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
        own.forEach(group -> append(group, text));
        if (all) {
            text.append(
                    String.format(
                            "%nSettings of other commands, for the settings file and the environment:%n"));
            EnumSet<SettingGroup> others = EnumSet.allOf(SettingGroup.class);
            others.removeAll(own);
            others.forEach(group -> append(group, text));
        }
        return text.toString();
    }

    private static void append(SettingGroup group, StringBuilder text) {
        text.append(String.format("%n%s:%n", group.title()));
        for (SettingKey key : SettingKey.in(group)) {
            String flag = "  " + key.flag() + "=" + value(key);
            text.append(
                    flag.length() < WIDTH
                            ? flag + " ".repeat(WIDTH - flag.length())
                            : String.format("%s%n%s", flag, " ".repeat(WIDTH)));
            text.append(
                    String.format(
                            "%s%s%n",
                            key.help(), key.initial().isEmpty() ? "" : " (" + key.initial() + ")"));
        }
    }

    /** What a key takes, as a placeholder. */
    static String value(SettingKey key) {
        return key.choices().isEmpty()
                ? key.kind().name().toUpperCase(Locale.ROOT).replace("_OR_OFF", "|off")
                : String.join("|", key.choices());
    }
}
