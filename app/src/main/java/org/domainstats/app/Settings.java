package org.domainstats.app;

import org.domainstats.app.SettingSources.Setting;
import org.domainstats.model.Age;
import org.domainstats.model.Printable;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings in force, checked. */
final class Settings {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d|days)");

    private final Map<SettingKey, Setting> values;

    /**
     * @throws SettingException if any value cannot be read
     */
    Settings(Map<SettingKey, Setting> values) {
        this.values = values;
        values.forEach((key, _) -> check(key));
    }

    private void check(SettingKey key) {
        switch (key.kind()) {
            case TEXT -> text(key);
            case LIST -> list(key);
            case PAIRS -> pairs(key);
            case PORT -> port(key);
            case NUMBER -> number(key);
            case SWITCH -> isOn(key);
            case DURATION -> duration(key);
        }
    }

    String text(SettingKey key) {
        return setting(key).text();
    }

    String origin(SettingKey key) {
        return setting(key).origin();
    }

    boolean isSet(SettingKey key) {
        return !text(key).isBlank();
    }

    List<String> list(SettingKey key) {
        return Arrays.stream(text(key).split("[,\\s]+")).filter(each -> !each.isBlank()).toList();
    }

    /** Pairs written {@code name=value}, with commas between. */
    Map<String, String> pairs(SettingKey key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text(key).split(",", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isBlank()) {
                if (equals < 1) {
                    throw wrong(key, "pairs of the form name=value, with commas between");
                }
                pairs.put(
                        pair.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        pair.substring(equals + 1).strip());
            }
        }
        return pairs;
    }

    int port(SettingKey key) {
        int port = number(key);
        if (port < 0 || port > 65_535) {
            throw wrong(key, "a port from 0 to 65535");
        }
        return port;
    }

    int number(SettingKey key) {
        try {
            return Integer.parseInt(text(key).strip());
        } catch (NumberFormatException e) {
            throw wrong(key, "a whole number");
        }
    }

    boolean isOn(SettingKey key) {
        return switch (text(key).strip().toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes" -> true;
            case "off", "false", "no" -> false;
            default -> throw wrong(key, "on or off");
        };
    }

    Duration duration(SettingKey key) {
        Matcher written = DURATION.matcher(text(key).strip());
        if (!written.matches()) {
            throw wrong(key, "a duration such as 250ms, 2s, 5m, 1h or 730d");
        }
        long amount = Long.parseLong(written.group(1));
        return switch (written.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** The rule by which domains are old enough. */
    Age age() {
        return new Age(duration(SettingKey.ESTABLISHED_AFTER));
    }

    SettingException wrong(SettingKey key, String wanted) {
        return new SettingException(
                origin(key)
                        + ": "
                        + key.key()
                        + " must be "
                        + wanted
                        + ", but is "
                        + Printable.of(text(key)));
    }

    private Setting setting(SettingKey key) {
        Setting setting = values.get(key);
        if (setting == null) {
            throw new IllegalStateException("setting was not gathered: " + key.key());
        }
        return setting;
    }
}
