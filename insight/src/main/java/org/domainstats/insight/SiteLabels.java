package org.domainstats.insight;

import org.domainstats.lookup.InsightSource;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Insights;
import org.domainstats.model.PublicName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;

/**
 * Puts an operator's labels on sites, beside what another source says. They are in a file, which is
 * read again when it changes.
 */
public final class SiteLabels implements InsightSource {

    private static final Logger LOG = LoggerFactory.getLogger(SiteLabels.class);

    private final InsightSource other;
    private final Path file;
    private final Hostnames hostnames;
    private volatile Map<DomainName, List<String>> labels = Map.of();
    private FileTime read = FileTime.fromMillis(0);
    private long size;

    private SiteLabels(InsightSource other, Path file, Hostnames hostnames) {
        this.other = other;
        this.file = file;
        this.hostnames = hostnames;
    }

    /**
     * Reads the file.
     *
     * @param other whose word is passed on
     * @throws IOException if it cannot be read, or a line is wrong; the message tells which
     */
    public static SiteLabels open(Path file, Hostnames hostnames, InsightSource other)
            throws IOException {
        SiteLabels opened = new SiteLabels(other, file, hostnames);
        opened.read();
        return opened;
    }

    @Override
    public Insights of(PublicName name) {
        return other.of(name).with(labels.getOrDefault(name.site(), List.of()));
    }

    @Override
    public boolean refresh() {
        boolean changed = other.refresh();
        try {
            if (!Files.getLastModifiedTime(file).equals(read) || Files.size(file) != size) {
                read();
                LOG.info("read the labels of {} sites in {}", labels.size(), file);
                return true;
            }
        } catch (IOException e) {
            LOG.error("the labels stay as they were: {}", e.getMessage());
        }
        return changed;
    }

    /** What was wrong once is not read, and complained of, each second: only when it changes. */
    private void read() throws IOException {
        read = Files.getLastModifiedTime(file);
        size = Files.size(file);
        labels = LabelLines.read(file, hostnames);
    }
}
