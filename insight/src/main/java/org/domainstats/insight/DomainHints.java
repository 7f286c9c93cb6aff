package org.domainstats.insight;

import org.domainstats.base.WatchedFile;
import org.domainstats.lookup.InsightSource;
import org.domainstats.model.Hint;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Insights;
import org.domainstats.model.PublicName;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what lists of new domains say of a domain. They are files that somebody downloads, and are
 * read again when they change. One that is missing may come later.
 */
public final class DomainHints implements InsightSource {

    private final List<WatchedFile<HintTable>> files;

    private DomainHints(List<WatchedFile<HintTable>> files) {
        this.files = List.copyOf(files);
    }

    /**
     * Reads the files.
     *
     * @throws IOException if one is there and cannot be read; the message names it
     */
    public static DomainHints open(List<Path> files, Hostnames hostnames) throws IOException {
        List<WatchedFile<HintTable>> opened = new ArrayList<>();
        HintTable none = new HintTable.Builder().build();
        for (Path file : files) {
            opened.add(
                    WatchedFile.openOptional(file, none, path -> HintFile.read(path, hostnames)));
        }
        long domains = opened.stream().mapToLong(each -> each.current().size()).sum();
        if (domains > HintTable.MOST_DOMAINS) {
            throw new IOException(
                    "more than " + HintTable.MOST_DOMAINS + " domains in all lists together");
        }
        return new DomainHints(opened);
    }

    @Override
    public Insights of(PublicName name) {
        @Nullable Hint best = null;
        for (WatchedFile<HintTable> file : files) {
            Hint found = file.current().find(name.domain());
            if (found != null && (best == null || found.registered() && !best.registered())) {
                best = found;
            }
        }
        return Insights.NONE.withHint(best);
    }

    @Override
    public boolean refresh() {
        boolean changed = false;
        for (WatchedFile<HintTable> file : files) {
            changed |= file.refresh();
        }
        return changed;
    }

    /** Seconds since a list was written; NaN where it is missing. Blocks for the disk. */
    public static double ageSeconds(Path file, long nowMillis) {
        try {
            return (nowMillis - Files.getLastModifiedTime(file).toMillis()) / 1e3;
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
