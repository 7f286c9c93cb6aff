package org.domainstats.admincommands;

import org.domainstats.commandline.SettingFlags;
import org.domainstats.composition.Logging;
import org.domainstats.settings.Settings;

import picocli.CommandLine.Model.CommandSpec;

/** The settings of a command that looks after a server's data. */
final class CommandSettings {

    private CommandSettings() {}

    /** Those in force for a command that was parsed; the log heeds them from now on. */
    static Settings of(CommandSpec spec) {
        Settings settings = SettingFlags.settings(spec);
        Logging.configure(settings);
        return settings;
    }
}
