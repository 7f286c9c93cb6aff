package org.domainstats.admincommands;

import org.domainstats.commandline.Progress;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.feed.FeedFormat;
import org.domainstats.feed.FeedReader;
import org.domainstats.feed.ListFile;
import org.domainstats.feed.OriginalRows;
import org.domainstats.feed.RankColumns;
import org.domainstats.model.Age;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

/** Takes files of domains into the known domains and reports what became of each. */
final class DomainImport {

    /** What a file's lines mean. */
    enum Kind {
        AUTO,
        RANKS,
        ESTABLISHED
    }

    private static final int SNIFFED = 4_096;

    private final KnownDomains knownDomains;
    private final Age age;
    private final PrintWriter err;
    private final Hostnames hostnames = new Hostnames(PublicSuffixList.carried());

    DomainImport(KnownDomains knownDomains, Age age, PrintWriter err) {
        this.knownDomains = knownDomains;
        this.age = age;
        this.err = err;
    }

    /** Takes one file in; false if it had lines, but none that could be read. */
    boolean take(Path path, Kind asked) {
        long started = System.nanoTime();
        try (ListFile file = ListFile.open(path)) {
            Kind kind = asked == Kind.AUTO ? sniff(file.content(), path) : asked;
            Progress progress = Progress.of(path.getFileName().toString(), file::progress);
            OriginalRows.Counts counts = new OriginalRows.Counts();
            OriginalRows lines =
                    new OriginalRows(
                            new FeedReader(file.content(), format(kind, file, path)),
                            new OriginalRows.Rule(age, Instant.now()),
                            counts);
            FeedVersion version = newer(knownDomains.version(), path);
            if (kind == Kind.RANKS && !lines.hasNext()) {
                // It would take every rank away.
                err.println("domain-stats: " + path + " has no ranks in it, nothing changed");
                return counts.unreadable() == 0;
            }
            long taken = apply(kind, version, lines, progress, path);
            new ImportReport(path, counts, err)
                    .print(taken, Duration.ofNanos(System.nanoTime() - started), version);
            return taken > 0 || counts.unreadable() == 0;
        } catch (IOException | UncheckedIOException e) {
            throw new CommandException(
                    "cannot read " + path + ": " + ErrorMessages.rootReason(e), e);
        }
    }

    private FeedFormat format(Kind kind, ListFile file, Path path) throws IOException {
        return kind == Kind.RANKS
                ? new FeedFormat.Ranks(hostnames, RankColumns.of(file.content(), path))
                : new FeedFormat.Original(hostnames);
    }

    private long apply(
            Kind kind, FeedVersion version, Iterator<Change> lines, Progress progress, Path path) {
        Iterator<Change> shown =
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return lines.hasNext();
                    }

                    @Override
                    public Change next() {
                        progress.step();
                        return lines.next();
                    }
                };
        try {
            return knownDomains.apply(
                    kind == Kind.RANKS ? Scope.RANKS : Scope.DELTA, version, shown);
        } catch (UncheckedIOException e) {
            throw new CommandException(
                    path + " broke off, and nothing of it was taken in: " + e.getMessage(), e);
        } finally {
            progress.end();
        }
    }

    private static FeedVersion newer(FeedVersion current, Path path) {
        return ListFile.version(path).filter(each -> each.compareTo(current) > 0).orElse(current);
    }

    /** Updates mark established domains with -1 or +; a list of ranks starts with a position. */
    private static Kind sniff(BufferedInputStream content, Path path) throws IOException {
        content.mark(SNIFFED);
        String head = new String(content.readNBytes(SNIFFED - 1), StandardCharsets.ISO_8859_1);
        content.reset();
        boolean update =
                head.lines().anyMatch(line -> line.startsWith("+,") || line.startsWith("-"));
        return update || ListFile.version(path).isPresent() ? Kind.ESTABLISHED : Kind.RANKS;
    }
}
