package org.domainstats.migration;

import org.domainstats.model.Printable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of a predecessor as lines of {@code domain-stats.yaml}. Each key appears: with its
 * new name, or in a comment that says why it is not needed.
 */
public final class SettingsTranslation {

    private static final long LARGEST = 65_536;

    /** The keys that domain_stats2 has and 1.x has not. */
    private static final Set<String> OF_THE_FIRST =
            Set.of(
                    "local_address",
                    "server_dns_name",
                    "server_port",
                    "database_file",
                    "memory_cache",
                    "cached_max_items",
                    "target_updates",
                    "database_version");

    private final Map<String, Object> old;
    private final List<String> lines = new ArrayList<>();

    private SettingsTranslation(Map<String, Object> old) {
        this.old = old;
    }

    /**
     * Translates a file.
     *
     * @return the lines of ours
     * @throws IOException if it cannot be read, or is no settings file
     */
    public static List<String> of(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is larger than a settings file");
        }
        try {
            Object loaded =
                    new Load(LoadSettings.builder().setLabel(file.toString()).build())
                            .loadFromString(Files.readString(file));
            if (!(loaded instanceof Map<?, ?> map)) {
                throw new IOException(file + " is no file of keys and values");
            }
            Map<String, Object> old = new LinkedHashMap<>();
            map.forEach((key, value) -> old.put(String.valueOf(key), value == null ? "" : value));
            return new SettingsTranslation(old).translate();
        } catch (YamlEngineException e) {
            throw new IOException(
                    file + " is not YAML: " + Printable.of(String.valueOf(e.getMessage())), e);
        }
    }

    private List<String> translate() {
        boolean first = old.keySet().stream().anyMatch(OF_THE_FIRST::contains);
        lines.add("# from a settings file of " + (first ? "domain_stats2" : "domain_stats 1.x"));
        if (!first) {
            lines.add("answer-format: domain_stats");
        }
        old.forEach(this::translate);
        return List.copyOf(lines);
    }

    private void translate(String key, Object value) {
        switch (key) {
            case "local_address", "ip_address" -> rename("bind", value);
            case "local_port" -> rename("port", value);
            case "cached_max_items" -> rename("cache-size", value);
            case "prohibited_tlds" -> list("prohibited-tlds", value);
            case "timezone_offset" -> rename("timezone-offset", value);
            case "log_detail" -> rename("log-detail", value);
            case "established_days_age" -> rename("established-after", value + "d");
            case "freq_table" -> rename("freq-table", value);
            case "enable_freq_scores" -> rename("freq-scores", value);
            case "freq_avg_alert" -> rename("freq-average-alert", value);
            case "freq_word_alert" -> rename("freq-word-alert", value);
            case "target_updates" -> rename("feed", value);
            case "mode", "server_dns_name", "server_port" -> community(key, value);
            case "database_file" ->
                    drop(key, value, "run: domain-stats admin migrate " + Printable.of("" + value));
            default -> drop(key, value, reason(key));
        }
    }

    private static String reason(String key) {
        return switch (key) {
            case "memory_cache" -> "answers are always cached; cache-size says how many";
            case "database_version" -> "the data folder knows the version of its feed";
            case "workers", "threads_per_worker" -> "one process serves all requests";
            case "cache_browse_limit" -> "pages of the cache are bounded";
            case "rdap_error_ttl_days", "count_rdap_errors" ->
                    "what failed is asked again by itself, after 1 minute up to 1 day";
            default -> "no key of the predecessors";
        };
    }

    /** Where the community was. The server of the original's operators answers no more. */
    private void community(String key, Object value) {
        Object host = old.getOrDefault("server_dns_name", "");
        boolean rdap = String.valueOf(old.getOrDefault("mode", "")).equals("rdap");
        boolean asked = !rdap && !String.valueOf(host).isBlank();
        if (key.equals("server_dns_name") && asked) {
            rename("community", "udp://" + host + ":" + old.getOrDefault("server_port", "4100"));
        } else if (key.equals("mode") && !asked) {
            rename("community", "off");
        } else {
            drop(key, value, asked ? "part of community" : "no community was asked");
        }
    }

    private void rename(String key, Object value) {
        lines.add(key + ": " + quoted(String.valueOf(value)));
    }

    private void list(String key, Object value) {
        if (value instanceof List<?> values) {
            lines.add(
                    key
                            + ": "
                            + values.stream()
                                    .map(each -> quoted(String.valueOf(each)))
                                    .collect(Collectors.joining(", ", "[", "]")));
        } else {
            rename(key, value);
        }
    }

    private void drop(String key, Object value, String reason) {
        lines.add(
                "# "
                        + Printable.of(key)
                        + ": "
                        + Printable.of(String.valueOf(value))
                        + "  (not needed: "
                        + reason
                        + ")");
    }

    /** A YAML scalar: plain where that is safe, else quoted. */
    private static String quoted(String value) {
        String line = Printable.of(value);
        return line.matches("[A-Za-z0-9_./][A-Za-z0-9_./:@-]*")
                ? line
                : "'" + line.replace("'", "''") + "'";
    }
}
