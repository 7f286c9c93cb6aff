package org.domainstats.insight;

import org.domainstats.base.WatchedFile;
import org.domainstats.lookup.InsightSource;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Insights;
import org.domainstats.model.PublicName;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts an operator's labels on names: those of the hostname itself, of its site, and of the names
 * between. They are in files, which are read again when they change.
 */
public final class SiteLabels implements InsightSource {

    private final List<WatchedFile<LabelTable>> files;

    private SiteLabels(List<WatchedFile<LabelTable>> files) {
        this.files = List.copyOf(files);
    }

    /**
     * Reads the files.
     *
     * @throws IOException if one cannot be read, or a line is wrong; the message names it
     */
    public static SiteLabels open(List<Path> files, Hostnames hostnames) throws IOException {
        List<WatchedFile<LabelTable>> opened = new ArrayList<>();
        long names = 0;
        for (Path file : files) {
            var watched = WatchedFile.open(file, path -> LabelFile.read(path, hostnames));
            names += watched.current().size();
            if (names > LabelTable.MOST_NAMES) {
                throw new IOException(
                        "more than "
                                + LabelTable.MOST_NAMES
                                + " names have labels, counted up to "
                                + file);
            }
            opened.add(watched);
        }
        return new SiteLabels(opened);
    }

    @Override
    public Insights of(PublicName name) {
        Insights insights = Insights.NONE;
        int shortest = name.site().ascii().length();
        for (String each = name.host().ascii();
                each.length() >= shortest;
                each = each.substring(each.indexOf('.') + 1)) {
            for (WatchedFile<LabelTable> file : files) {
                insights = insights.with(file.current().find(each));
            }
        }
        return insights;
    }

    @Override
    public boolean refresh() {
        boolean changed = false;
        for (WatchedFile<LabelTable> file : files) {
            changed |= file.refresh();
        }
        return changed;
    }
}
