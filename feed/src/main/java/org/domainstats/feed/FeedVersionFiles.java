package org.domainstats.feed;

import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.GZIPInputStream;

/** The files of one version: everything, what changed, and the same in the original's format. */
final class FeedVersionFiles {

    private final Path folder;
    private final FeedVersion version;
    private final SortedMap<DomainName, KnownDomain> domains;
    private long added;
    private long removed;

    FeedVersionFiles(Path folder, FeedVersion version, SortedMap<DomainName, KnownDomain> domains) {
        this.folder = folder;
        this.version = version;
        this.domains = domains;
    }

    long added() {
        return added;
    }

    long removed() {
        return removed;
    }

    FeedFile writeSnapshot() throws IOException {
        String path = path("snapshot");
        try (FeedFileWriter snapshot = FeedFileWriter.zipped(feed(path))) {
            for (Map.Entry<DomainName, KnownDomain> entry : domains.entrySet()) {
                snapshot.line(FeedFormat.Signed.line(entry.getKey(), entry.getValue()));
            }
            return snapshot.finish(version, path);
        }
    }

    /** Writes what changed since an earlier snapshot, or since nothing; null if nothing did. */
    @Nullable FeedFile writeChanges(@Nullable Path before) throws IOException {
        String path = path("delta");
        Path text =
                folder.resolve("data")
                        .resolve(Integer.toString(version.major()))
                        .resolve(version.minor() + ".txt");
        try (FeedFileWriter delta = FeedFileWriter.zipped(feed(path));
                FeedFileWriter original = FeedFileWriter.plain(text)) {
            Changes changes = new Changes(delta, original);
            if (before == null) {
                for (Map.Entry<DomainName, KnownDomain> entry : domains.entrySet()) {
                    changes.put(entry.getKey(), entry.getValue(), null);
                }
            } else {
                try (InputStream in = new GZIPInputStream(Files.newInputStream(before))) {
                    compare(new FeedReader(in, new FeedFormat.Signed()), changes);
                }
            }
            if (delta.rows() == 0) {
                return null;
            }
            original.finish(version, "text");
            return delta.finish(version, path);
        }
    }

    /** Walks both lists, each in order of name. */
    private void compare(FeedReader before, Changes changes) throws IOException {
        Iterator<Map.Entry<DomainName, KnownDomain>> now = domains.entrySet().iterator();
        Map.Entry<DomainName, KnownDomain> entry = now.hasNext() ? now.next() : null;
        while (before.hasNext()) {
            if (!(before.next() instanceof FeedLine.Put old)) {
                throw new IOException("the snapshot published last is damaged");
            }
            while (entry != null && entry.getKey().compareTo(old.domain()) < 0) {
                changes.put(entry.getKey(), entry.getValue(), null);
                entry = now.hasNext() ? now.next() : null;
            }
            if (entry != null && entry.getKey().equals(old.domain())) {
                changes.put(entry.getKey(), entry.getValue(), old.known());
                entry = now.hasNext() ? now.next() : null;
            } else {
                changes.remove(old.domain(), old.known());
            }
        }
        while (entry != null) {
            changes.put(entry.getKey(), entry.getValue(), null);
            entry = now.hasNext() ? now.next() : null;
        }
    }

    private String path(String kind) {
        return version.major() + "/" + version.minor() + "." + kind + ".csv.gz";
    }

    private Path feed(String path) {
        return folder.resolve("feed").resolve(path);
    }

    /** Where changes go. */
    private final class Changes {

        private final FeedFileWriter delta;
        private final FeedFileWriter original;

        private Changes(FeedFileWriter delta, FeedFileWriter original) {
            this.delta = delta;
            this.original = original;
        }

        private void put(DomainName domain, KnownDomain known, @Nullable KnownDomain old)
                throws IOException {
            if (known.equals(old)) {
                return;
            }
            delta.line(FeedFormat.Signed.line(domain, known));
            boolean was = old != null && old.established();
            if (old == null) {
                added++;
            }
            if (known.established() != was && OriginalText.keeps(domain)) {
                original.line(
                        was
                                ? FeedFormat.Original.removal(domain)
                                : FeedFormat.Original.line(domain, known.rank()));
            }
        }

        private void remove(DomainName domain, KnownDomain old) throws IOException {
            removed++;
            delta.line(FeedFormat.Signed.removal(domain));
            if (old.established() && OriginalText.keeps(domain)) {
                original.line(FeedFormat.Original.removal(domain));
            }
        }
    }
}
