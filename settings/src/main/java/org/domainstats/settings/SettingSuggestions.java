package org.domainstats.settings;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The key that is meant by one that does not exist: an earlier name, or a misspelt one. */
public final class SettingSuggestions {

    /** Keys of domain_stats and domain_stats2, whose settings files people carry over, and ours. */
    private static final Map<String, String> REPLACED =
            Map.ofEntries(
                    Map.entry("local_address", "bind"),
                    Map.entry("local_port", "port"),
                    Map.entry("ip_address", "bind"),
                    Map.entry("database_file", "data"),
                    Map.entry("server_name", "community"),
                    Map.entry("server_port", "community"),
                    Map.entry("mode", "community"),
                    Map.entry("target_updates", "feed"),
                    Map.entry("cached_max_items", "cache-size"),
                    Map.entry("established_days_age", "established-after"),
                    Map.entry("freq_table", "freq-table"),
                    Map.entry("enable_freq_scores", "freq-scores"),
                    Map.entry("freq_avg_alert", "freq-average-alert"),
                    Map.entry("freq_word_alert", "freq-word-alert"),
                    Map.entry("tld_blacklist", "prohibited-tlds"));

    private SettingSuggestions() {}

    /** The existing key that {@code unknown} most likely means. */
    public static Optional<String> meant(String unknown) {
        String replacement = REPLACED.get(unknown);
        if (replacement != null) {
            return Optional.of(replacement);
        }
        String dashed = unknown.replace('_', '-').toLowerCase(Locale.ROOT);
        return SettingKey.keys().stream()
                .min(Comparator.comparingInt(key -> distance(dashed, key)))
                .filter(key -> distance(dashed, key) <= Math.max(2, dashed.length() / 3));
    }

    static SettingException unknown(String where, String key) {
        String replacement = REPLACED.get(key);
        if (replacement != null) {
            return new SettingException(
                    where
                            + ": setting "
                            + key
                            + " does not exist here; "
                            + replacement
                            + " took its place");
        }
        String hint =
                meant(key)
                        .map(name -> "; did you mean " + name + "?")
                        .orElse("; see: domain-stats config show");
        return new SettingException(where + ": unknown setting " + key + hint);
    }

    /** Levenshtein's edit distance. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
