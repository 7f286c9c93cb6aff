package org.domainstats.composition;

import org.domainstats.insight.CombinedInsights;
import org.domainstats.insight.FreqScores;
import org.domainstats.insight.Lookalikes;
import org.domainstats.insight.RandomnessScores;
import org.domainstats.insight.SiteLabels;
import org.domainstats.lookup.InsightSource;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.KnownDomains;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is said of a name beside its dates, as the settings say. */
record InsightWiring(Settings settings, Hostnames hostnames) {

    InsightSource insights(KnownDomains knownDomains) {
        List<InsightSource> sources = new ArrayList<>();
        if (settings.isOn(SettingKey.FREQ_SCORES)) {
            sources.add(fromFile(SettingKey.FREQ_TABLE, FreqScores::of, FreqScores.carried()));
        }
        if (settings.isOn(SettingKey.RANDOMNESS_SCORES)) {
            sources.add(
                    fromFile(
                            SettingKey.RANDOMNESS_MODEL,
                            RandomnessScores::of,
                            RandomnessScores.carried()));
        }
        if (settings.isOn(SettingKey.LOOKALIKES)) {
            sources.add(lookalikes(knownDomains));
        }
        if (settings.isSet(SettingKey.LABELS)) {
            sources.add(labels());
        }
        return sources.isEmpty() ? InsightSource.NONE : new CombinedInsights(sources);
    }

    /** Reads a source from its file. */
    private interface Reader {
        InsightSource read(Path file) throws IOException;
    }

    private InsightSource fromFile(SettingKey key, Reader reader, InsightSource carried) {
        if (!settings.isSet(key)) {
            return carried;
        }
        Path file = Path.of(settings.text(key));
        try {
            return reader.read(file);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingException(
                    key.key() + " " + file + " cannot be used: " + ErrorMessages.reason(e));
        }
    }

    private InsightSource lookalikes(KnownDomains knownDomains) {
        try {
            return new Lookalikes(
                    new RankedDomains(knownDomains),
                    names(SettingKey.BRANDS),
                    names(SettingKey.BRAND_DOMAINS));
        } catch (IllegalArgumentException e) {
            throw settings.wrong(SettingKey.BRANDS, "fewer names: " + e.getMessage());
        }
    }

    /** Domains, or words that are the first label of one, in canonical form. */
    private List<String> names(SettingKey key) {
        List<String> names = new ArrayList<>();
        for (String each : settings.list(key)) {
            names.add(
                    DomainName.of(each)
                            .orElseThrow(() -> settings.wrong(key, "domains, with commas between"))
                            .ascii());
        }
        return names;
    }

    /** Not parted by white space, as other lists: a path may have some. */
    private static List<Path> files(Settings settings, SettingKey key) {
        return Arrays.stream(settings.text(key).split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(Path::of)
                .toList();
    }

    private InsightSource labels() {
        try {
            return SiteLabels.open(files(settings, SettingKey.LABELS), hostnames);
        } catch (IOException | InvalidPathException e) {
            throw new SettingException(
                    "labels "
                            + settings.text(SettingKey.LABELS)
                            + " cannot be used: "
                            + ErrorMessages.reason(e));
        }
    }
}
