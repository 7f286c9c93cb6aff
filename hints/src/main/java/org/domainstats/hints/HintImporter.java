package org.domainstats.hints;

import org.domainstats.base.InflatedFile;
import org.domainstats.model.Hint;
import org.domainstats.model.Hostnames;
import org.domainstats.store.Store;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Takes lists of new domains into a store, and what was added between two zone files. */
public final class HintImporter {

    /** A million domains with dates have some 40 MB. */
    private static final long LARGEST_LIST = 2L << 30;

    /** That of .com has 25 GB. */
    private static final long LARGEST_ZONE = 256L << 30;

    /** Of a zone a thousandth is added on a day; with so much more, the first was not whole. */
    private static final int MOST_ADDED_PERCENT = 20;

    private static final long FEW = 1_000;

    private final Store store;
    private final Hostnames hostnames;
    private final InstantSource clock;

    public HintImporter(Store store, Hostnames hostnames, InstantSource clock) {
        this.store = store;
        this.hostnames = hostnames;
        this.clock = clock;
    }

    /** Sees how far an import has come, and may end it. */
    public interface Progress {

        Progress NONE = (share, rows) -> true;

        /**
         * Called from time to time.
         *
         * @param share from 0 to 1
         * @return whether to go on
         */
        boolean at(double share, long rows);
    }

    /**
     * What to do with a list.
     *
     * @param name its name
     * @param day that names without one were registered; null if their day is that of the file, and
     *     of a first sight
     * @param origin a hash of where it is from
     * @param version what tells this state of it from others
     */
    public record Task(
            String name,
            ListFormat format,
            @Nullable LocalDate day,
            String origin,
            String version,
            boolean dryRun) {}

    /**
     * Takes a list in.
     *
     * @throws IOException if it cannot be read, or is no list; nothing of a broken archive is taken
     */
    public HintReport take(Path file, Task task, Progress progress) throws IOException {
        requireWhole(file);
        LocalDate day = task.day();
        HintWriter names =
                names(
                        task,
                        day == null
                                ? new HintWriter.Origin(task.name(), dayOf(file), Hint.Kind.SEEN)
                                : new HintWriter.Origin(task.name(), day, Hint.Kind.REGISTERED));
        try (InflatedFile list = InflatedFile.open(file, LARGEST_LIST)) {
            new ListReader(task.format(), watched(names, list, progress)).read(list.content());
        }
        return names.finish(task.origin(), task.version());
    }

    private HintWriter names(Task task, HintWriter.Origin origin) {
        return new HintWriter(store, hostnames, origin, clock.instant(), task.dryRun());
    }

    private static NameSink watched(HintWriter names, InflatedFile list, Progress progress) {
        return new NameSink() {
            private long rows;

            @Override
            public void accept(String name, @Nullable LocalDate day, Hint.Kind kind)
                    throws IOException {
                names.accept(name, day, kind);
                requireGoing((++rows & 0x3ff) != 0 || progress.at(list.progress(), rows));
            }

            @Override
            public void unreadable() {
                names.unreadable();
            }
        };
    }

    private static void requireGoing(boolean goesOn) throws ListException {
        if (!goesOn) {
            throw new ListException("stopped");
        }
    }

    /**
     * Of an archive that was cut off, the last name may be cut off too, and another one then. A web
     * page is no list, though there are names in it.
     */
    private static void requireWhole(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ListException("it is read twice, which needs a regular file: save it first");
        }
        try (InflatedFile list = InflatedFile.open(file, LARGEST_LIST)) {
            InputStream content = list.content();
            int first = content.read();
            if (first < 0) {
                throw new ListException("it is empty");
            }
            if (first == '<') {
                throw new ListException("it is a web page, not a list");
            }
            byte[] block = new byte[1 << 16];
            while (content.read(block) >= 0) {
                // Only to the end.
            }
        }
    }

    private LocalDate dayOf(Path file) throws IOException {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        Instant now = clock.instant();
        return LocalDate.ofInstant(written.isAfter(now) ? now : written, ZoneOffset.UTC);
    }

    /**
     * What came of two zone files.
     *
     * @param first how many names the first one has
     * @param second how many names the second one has
     * @param skipped lines of which nothing could be made
     */
    public record ZoneReport(long first, long second, long skipped, HintReport hints) {}

    /**
     * Takes in what the second of two zone files has and the first has not.
     *
     * @param folder for a folder with some ten bytes a name, removed at the end; those of processes
     *     that were killed are removed at the start
     * @param much whether more may have been added than is usual
     * @throws IOException if they cannot be read, or are not of one zone
     */
    public ZoneReport takeZone(
            Path first, Path second, Path folder, Task task, boolean much, Progress progress)
            throws IOException {
        try (WorkFolder work = WorkFolder.in(folder)) {
            Path added = work.path().resolve("added");
            ZoneDifference difference =
                    new ZoneDifference(work.path(), new SecureRandom().nextLong());
            ZoneReading reading = new ZoneReading(progress);
            difference.readFirst(names -> reading.read(first, 0, names));
            difference.readSecond(names -> reading.read(second, 0.5, names));
            long count = write(difference, added, progress);
            requireOneZone(difference, count, much);
            LocalDate day = task.day() == null ? dayOf(second) : task.day();
            if (count == 0) {
                return new ZoneReport(
                        difference.inFirst(),
                        difference.inSecond(),
                        reading.skipped,
                        HintReport.NOTHING);
            }
            HintWriter names = names(task, new HintWriter.Origin(task.name(), day, Hint.Kind.ZONE));
            try (BufferedReader lines = Files.newBufferedReader(added)) {
                for (String name = lines.readLine(); name != null; name = lines.readLine()) {
                    names.accept(name, null, Hint.Kind.ZONE);
                }
            }
            return new ZoneReport(
                    difference.inFirst(),
                    difference.inSecond(),
                    reading.skipped,
                    names.finish(task.origin(), task.version()));
        }
    }

    private static long write(ZoneDifference difference, Path file, Progress progress)
            throws IOException {
        long[] count = {0};
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            difference.added(
                    name -> {
                        out.write(name);
                        out.write('\n');
                        count[0]++;
                    },
                    () -> progress.at(1, difference.inFirst() + difference.inSecond()));
        }
        return count[0];
    }

    private static void requireOneZone(ZoneDifference difference, long added, boolean much)
            throws ListException {
        if (difference.inFirst() == 0 || difference.inSecond() == 0) {
            throw new ListException(
                    (difference.inFirst() == 0 ? "the first" : "the second")
                            + " file delegates no name: is it a zone file?");
        }
        if (!much && added > FEW && added * 100 / difference.inSecond() > MOST_ADDED_PERCENT) {
            throw new ListException(
                    added
                            + " of "
                            + difference.inSecond()
                            + " names would be new: is the first file whole, and of the same zone?"
                            + " With --much they are taken all the same");
        }
    }

    /** Reads both files, and tells how far it has come. */
    private static final class ZoneReading {

        private final Progress progress;
        private long lines;
        private long skipped;

        private ZoneReading(Progress progress) {
            this.progress = progress;
        }

        private void read(Path file, double done, ZoneReader.Names names) throws IOException {
            ZoneReader reader = new ZoneReader(names);
            boolean[] going = {true};
            try (InflatedFile zone = InflatedFile.open(file, LARGEST_ZONE)) {
                reader.read(
                        zone.content(),
                        () -> {
                            going[0] =
                                    progress.at(done + zone.progress() / 2, lines + reader.lines());
                            return going[0];
                        });
            } catch (IOException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
            requireGoing(going[0]);
            lines += reader.lines();
            skipped += reader.skipped();
        }
    }
}
