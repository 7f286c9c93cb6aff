package org.domainstats.settings;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Takes each setting from where it may be set: built-in defaults, file, environment, flags; the
 * later wins.
 */
public final class SettingSources {

    /** The settings file that is read in the working folder unless another is named. */
    public static final String FILE = "domain-stats.yaml";

    private static final String PREFIX = "DOMAIN_STATS_";
    private static final String CONFIG = "DOMAIN_STATS_CONFIG";

    /** Variables of the launcher, which are no settings. */
    private static final List<String> LAUNCHER = List.of("DOMAIN_STATS_JAVA_OPTS", CONFIG);

    private final Map<SettingKey, Setting> settings = new EnumMap<>(SettingKey.class);

    private SettingSources() {
        for (SettingKey key : SettingKey.values()) {
            settings.put(key, new Setting(key.initial(), "default"));
        }
    }

    /**
     * All settings, checked.
     *
     * @param named the settings file named by a flag; null for {@code domain-stats.yaml} in the
     *     working folder, if there is one
     * @param flags the settings given as flags
     * @throws SettingException if one is unknown or wrong, or the file is not to be trusted
     */
    public static Settings read(
            @Nullable Path named, Map<String, String> environment, Map<SettingKey, String> flags) {
        SettingSources sources = new SettingSources();
        Optional<Path> file = file(named, environment);
        file.ifPresent(each -> SettingsFile.read(each).forEach(sources::put));
        sources.readEnvironment(environment);
        flags.forEach(
                (key, text) -> sources.settings.put(key, new Setting(text, "flag " + key.flag())));
        return new Settings(sources.settings, file);
    }

    private static Optional<Path> file(@Nullable Path named, Map<String, String> environment) {
        if (named != null) {
            return Optional.of(named);
        }
        String variable = environment.get(CONFIG);
        if (variable != null) {
            return Optional.of(Path.of(variable));
        }
        Path here = Path.of(FILE);
        if (!Files.exists(here)) {
            return Optional.empty();
        }
        // Nobody named it: a file that a stranger left here must not decide what is done.
        SettingsFile.requireOwn(here);
        return Optional.of(here.toAbsolutePath());
    }

    private void put(String key, Setting setting) {
        SettingKey known =
                SettingKey.of(key)
                        .orElseThrow(() -> SettingSuggestions.unknown(setting.origin(), key));
        settings.put(known, setting);
    }

    private void readEnvironment(Map<String, String> environment) {
        environment.forEach(
                (variable, text) -> {
                    if (variable.startsWith(PREFIX) && !LAUNCHER.contains(variable)) {
                        String key =
                                variable.substring(PREFIX.length())
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-');
                        put(key, new Setting(text, "environment variable " + variable));
                    }
                });
    }
}
