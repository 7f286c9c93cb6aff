package org.domainstats.app;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Gathers each setting from where it may be set: built-in defaults, file, environment, flags; the
 * later wins.
 */
final class SettingSources {

    static final String FILE = "domain-stats.yaml";
    private static final String PREFIX = "DOMAIN_STATS_";

    /** Variables of the launcher, which are no settings. */
    private static final List<String> LAUNCHER =
            List.of("DOMAIN_STATS_JAVA_OPTS", "DOMAIN_STATS_CONFIG");

    private final Map<SettingKey, Setting> settings = new EnumMap<>(SettingKey.class);

    /** A setting as it was written, and where. */
    record Setting(String text, String origin) {}

    private SettingSources() {
        for (SettingKey key : SettingKey.values()) {
            settings.put(key, new Setting(key.initial(), "default"));
        }
    }

    /**
     * Gathers all settings.
     *
     * @param file the settings file named by a flag; null for {@code domain-stats.yaml} here, if
     *     there is one
     * @param flags the settings given as flags
     */
    static Map<SettingKey, Setting> gather(
            @Nullable Path file, Map<String, String> environment, Map<SettingKey, String> flags) {
        SettingSources sources = new SettingSources();
        String named = environment.get("DOMAIN_STATS_CONFIG");
        if (file != null) {
            sources.readFile(file);
        } else if (named != null) {
            sources.readFile(Path.of(named));
        } else if (Files.exists(Path.of(FILE))) {
            sources.readFile(Path.of(FILE));
        }
        sources.readEnvironment(environment);
        flags.forEach(
                (key, text) -> sources.settings.put(key, new Setting(text, "flag " + key.flag())));
        return sources.settings;
    }

    private void readFile(Path file) {
        Object root;
        try {
            root =
                    new Load(LoadSettings.builder().setLabel(file.toString()).build())
                            .loadFromString(Files.readString(file));
        } catch (IOException e) {
            throw new SettingException(
                    "cannot read settings file " + file + ": " + ErrorMessages.reason(e));
        } catch (YamlEngineException e) {
            throw new SettingException(
                    "settings file " + file + " is not valid YAML: " + e.getMessage());
        }
        if (root == null) {
            return;
        }
        if (!(root instanceof Map<?, ?> map)) {
            throw new SettingException(
                    "settings file " + file + " must hold lines of the form key: value");
        }
        map.forEach((key, value) -> put(file.toString(), String.valueOf(key), text(value)));
    }

    private void put(String where, String key, String text) {
        SettingKey known =
                SettingKey.of(key).orElseThrow(() -> SettingSuggestions.unknown(where, key));
        settings.put(known, new Setting(text, where));
    }

    private void readEnvironment(Map<String, String> environment) {
        environment.forEach(
                (variable, text) -> {
                    if (variable.startsWith(PREFIX) && !LAUNCHER.contains(variable)) {
                        String key =
                                variable.substring(PREFIX.length())
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', '-');
                        put("environment variable " + variable, key, text);
                    }
                });
    }

    /**
     * YAML reads {@code off} as text and {@code true} as a truth; lists and maps become
     * comma-separated text.
     */
    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list ->
                    list.stream().map(SettingSources::text).collect(Collectors.joining(","));
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                            .collect(Collectors.joining(","));
            default -> value.toString();
        };
    }
}
