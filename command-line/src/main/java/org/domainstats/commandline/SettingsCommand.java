package org.domainstats.commandline;

import org.domainstats.settings.SettingGroup;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;

/** A command that works by settings, and so takes those that it uses as flags. */
public interface SettingsCommand extends Callable<Integer> {

    /** What every command needs that opens the data folder. */
    Set<SettingGroup> STORAGE = EnumSet.of(SettingGroup.STORAGE, SettingGroup.LOGGING);

    /** What it takes to answer a question. */
    Set<SettingGroup> ANSWERING =
            EnumSet.of(
                    SettingGroup.STORAGE,
                    SettingGroup.LISTENER,
                    SettingGroup.ACCESS,
                    SettingGroup.SIGN_IN,
                    SettingGroup.ANSWERS,
                    SettingGroup.PRIVACY,
                    SettingGroup.REGISTRIES,
                    SettingGroup.COMMUNITY,
                    SettingGroup.FEED,
                    SettingGroup.LOGGING);

    /** The settings that this command uses. */
    default Set<SettingGroup> settingGroups() {
        return STORAGE;
    }
}
