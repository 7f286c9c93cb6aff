package org.domainstats.insight;

import org.domainstats.base.WatchedFile;
import org.domainstats.lookup.InsightSource;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Insights;
import org.domainstats.model.PublicName;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Puts an operator's labels on sites, beside what another source returns. They are in a file, which
 * is read again when it changes.
 */
public final class SiteLabels implements InsightSource {

    private final InsightSource other;
    private final WatchedFile<Map<DomainName, List<String>>> labels;

    private SiteLabels(InsightSource other, WatchedFile<Map<DomainName, List<String>>> labels) {
        this.other = other;
        this.labels = labels;
    }

    /**
     * Reads the file.
     *
     * @param other whose insights are passed on
     * @throws IOException if it cannot be read, or a line is wrong; the message names it
     */
    public static SiteLabels open(Path file, Hostnames hostnames, InsightSource other)
            throws IOException {
        return new SiteLabels(
                other, WatchedFile.open(file, path -> LabelLines.read(path, hostnames)));
    }

    @Override
    public Insights of(PublicName name) {
        return other.of(name).with(labels.current().getOrDefault(name.site(), List.of()));
    }

    @Override
    public boolean refresh() {
        boolean otherChanged = other.refresh();
        return labels.refresh() || otherChanged;
    }
}
