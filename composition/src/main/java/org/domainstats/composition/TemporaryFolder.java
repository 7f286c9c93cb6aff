package org.domainstats.composition;

import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A data folder that is made for a purpose and removed afterwards. Only its owner may enter. */
final class TemporaryFolder {

    private TemporaryFolder() {}

    /**
     * Settings with such a folder, and the store in it.
     *
     * @param prefix of its name
     * @param origin who set it
     */
    static Settings in(Settings given, String prefix, String origin) {
        try {
            return given.with(SettingKey.DATA, Files.createTempDirectory(prefix).toString(), origin)
                    .with(SettingKey.STORE, SettingKey.STORE.initial(), origin);
        } catch (IOException e) {
            throw new CommandException("no temporary folder: " + ErrorMessages.reason(e), e);
        }
    }

    /** Removes the folder, once its files are closed. */
    static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        } catch (IOException e) {
            System.getLogger(TemporaryFolder.class.getName())
                    .log(System.Logger.Level.WARNING, "could not remove " + folder, e);
        }
    }
}
