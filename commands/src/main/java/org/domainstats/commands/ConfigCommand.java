package org.domainstats.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingFlags;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.Logging;
import org.domainstats.composition.SettingsCheck;
import org.domainstats.settings.Redaction;
import org.domainstats.settings.SettingGroup;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Set;

/** {@code domain-stats config}: looks at the settings without starting anything. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Checks or shows the settings.",
        subcommands = {ConfigCommand.Check.class, ConfigCommand.Show.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats config show                    every setting, its value and where it was set",
            "  domain-stats config check --config my.yaml  exit code 2 and the reason if a setting is wrong"
        })
final class ConfigCommand {

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Checks every setting, and reads the files that they name, as serve, community and lookup do.",
                "Nothing is listened on, asked or delivered."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  domain-stats config check",
                "  domain-stats config check --config my.yaml && echo good"
            })
    static final class Check implements SettingsCommand {

        @Spec private CommandSpec spec;

        @Override
        public Set<SettingGroup> settingGroups() {
            return EnumSet.allOf(SettingGroup.class);
        }

        @Override
        public Integer call() {
            Settings settings = SettingFlags.settings(spec);
            Logging.configure(settings);
            ServeCommand.requireTokensBeyondLoopback(settings);
            SettingsCheck.check(settings);
            ServerAnswers.verify(settings);
            spec.commandLine().getErr().println("domain-stats: the settings can be used");
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows every setting and where it was set.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  domain-stats config show --port 5730",
                "  domain-stats config show --json | jq -r '.port.origin'"
            })
    static final class Show implements SettingsCommand {

        @Spec private CommandSpec spec;

        @Option(names = "--json", description = "as one JSON object")
        private boolean json;

        @Override
        public Set<SettingGroup> settingGroups() {
            return EnumSet.allOf(SettingGroup.class);
        }

        @Override
        public Integer call() {
            Settings settings = SettingFlags.settings(spec);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(json(settings));
                return ExitCode.DONE;
            }
            for (SettingKey key : SettingKey.values()) {
                out.printf(
                        "%-26s %-38s # %s%n",
                        key.key() + ":",
                        Redaction.of(key, settings.text(key)),
                        settings.origin(key));
            }
            return ExitCode.DONE;
        }

        private static ObjectNode json(Settings settings) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            for (SettingKey key : SettingKey.values()) {
                all.putObject(key.key())
                        .put("value", Redaction.of(key, settings.text(key)))
                        .put("origin", settings.origin(key));
            }
            return all;
        }
    }
}
