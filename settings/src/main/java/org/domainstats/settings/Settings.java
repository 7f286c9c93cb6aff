package org.domainstats.settings;

import org.domainstats.base.Durations;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The settings in force, each checked. */
public final class Settings {

    private static final String OFF = "off";
    private static final NumberRange PORTS = new NumberRange(0, 65_535);

    private final Map<SettingKey, Setting> values;
    private final Optional<Path> file;

    /**
     * @param values one for each key
     * @param file the settings file that was read
     * @throws SettingException if any value cannot be read
     */
    Settings(Map<SettingKey, Setting> values, Optional<Path> file) {
        this.values = values;
        this.file = file;
        values.keySet().forEach(this::check);
    }

    private void check(SettingKey key) {
        switch (key.kind()) {
            case TEXT -> text(key);
            case FILE -> file(key);
            case CHOICE -> choice(key);
            case LIST -> list(key);
            case PAIRS -> pairs(key);
            case PORT -> port(key);
            case PORT_OR_OFF -> optionalPort(key);
            case NUMBER -> number(key);
            case DECIMAL -> decimal(key);
            case SWITCH -> isOn(key);
            case DURATION -> duration(key);
            case DURATION_OR_OFF -> optionalDuration(key);
        }
    }

    /**
     * The same with another value for a key.
     *
     * @param origin who says so
     */
    public Settings with(SettingKey key, String text, String origin) {
        Map<SettingKey, Setting> other = new EnumMap<>(values);
        other.put(key, new Setting(text, origin));
        return new Settings(other, file);
    }

    /** The settings file that was read, if one was. */
    public Optional<Path> source() {
        return file;
    }

    public String text(SettingKey key) {
        return setting(key).text();
    }

    /** Where the setting was made. */
    public String origin(SettingKey key) {
        return setting(key).origin();
    }

    /** Whether the text is anything but blank. */
    public boolean isSet(SettingKey key) {
        return !text(key).isBlank();
    }

    /** The file that is named, if one is. */
    public Optional<Path> file(SettingKey key) {
        return isSet(key) ? Optional.of(path(key)) : Optional.empty();
    }

    /** The file or folder that is named. */
    public Path path(SettingKey key) {
        try {
            return Path.of(text(key));
        } catch (InvalidPathException e) {
            throw wrong(key, "a path of this system");
        }
    }

    /** One of {@link SettingKey#choices}. */
    public String choice(SettingKey key) {
        String written = text(key).strip();
        if (!key.choices().contains(written)) {
            throw wrong(key, "one of " + String.join(", ", key.choices()));
        }
        return written;
    }

    public List<String> list(SettingKey key) {
        return Arrays.stream(text(key).split("[,\\s]+")).filter(each -> !each.isBlank()).toList();
    }

    /** Pairs written {@code name=value}, with commas between; the names in lower case. */
    public Map<String, String> pairs(SettingKey key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        exactPairs(key).forEach((name, value) -> pairs.put(name.toLowerCase(Locale.ROOT), value));
        return pairs;
    }

    /** The same with the names as they are written. */
    public Map<String, String> exactPairs(SettingKey key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text(key).split(",", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isBlank()) {
                if (equals < 1) {
                    throw wrong(key, "pairs of the form name=value, with commas between");
                }
                pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
            }
        }
        return pairs;
    }

    /** A port; 0 is for any that is free. */
    public int port(SettingKey key) {
        return port(key, "a port from 0 to 65535");
    }

    /** A port, or empty where the setting is {@code off}. */
    public OptionalInt optionalPort(SettingKey key) {
        return isOff(key)
                ? OptionalInt.empty()
                : OptionalInt.of(port(key, "a port from 0 to 65535, or off"));
    }

    private int port(SettingKey key, String wanted) {
        return number(key, PORTS, wanted);
    }

    public int number(SettingKey key) {
        return number(key, key.range(), key.range().text());
    }

    private int number(SettingKey key, NumberRange range, String wanted) {
        try {
            int number = Integer.parseInt(text(key).strip());
            if (range.contains(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw wrong(key, wanted);
    }

    /** A number that may have a fraction. */
    public double decimal(SettingKey key) {
        String written = text(key).strip();
        if (!written.matches("-?\\d{1,9}(\\.\\d{1,9})?")) {
            throw wrong(key, "a number such as 5.0");
        }
        return Double.parseDouble(written);
    }

    public boolean isOn(SettingKey key) {
        return switch (text(key).strip().toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes" -> true;
            case "off", "false", "no" -> false;
            default -> throw wrong(key, "on or off");
        };
    }

    public Duration duration(SettingKey key) {
        // Earlier versions took "730 days" as well.
        String written = text(key).strip().replaceFirst("(?<=\\d)\\s*days$", "d");
        try {
            Duration duration = Durations.parse(written);
            if (duration.isZero() && key.isLongerThanNothing()) {
                throw wrong(key, "a duration that is not 0");
            }
            return duration;
        } catch (IllegalArgumentException e) {
            throw wrong(key, "a duration such as 250ms, 2s, 5m, 1h or 730d, 100000d at most");
        }
    }

    /** A duration, or empty where the setting is {@code off}. */
    public Optional<Duration> optionalDuration(SettingKey key) {
        return isOff(key) ? Optional.empty() : Optional.of(duration(key));
    }

    /** Whether the setting is {@code off}. */
    public boolean isOff(SettingKey key) {
        return text(key).strip().equals(OFF);
    }

    /** The exception for a value that is not what is wanted. */
    public SettingException wrong(SettingKey key, String wanted) {
        return new SettingException(
                origin(key)
                        + ": "
                        + key.key()
                        + " must be "
                        + wanted
                        + ", but is "
                        + Redaction.of(text(key)));
    }

    private Setting setting(SettingKey key) {
        Setting setting = values.get(key);
        if (setting == null) {
            throw new IllegalStateException("setting has no value: " + key.key());
        }
        return setting;
    }
}
