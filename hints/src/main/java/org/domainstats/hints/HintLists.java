package org.domainstats.hints;

import org.domainstats.base.Deadline;
import org.domainstats.base.LimitedLog;
import org.domainstats.base.ScheduledTasks;
import org.domainstats.base.Stoppable;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.model.Hint;
import org.domainstats.store.Hints.TakenList;
import org.domainstats.store.Leases.Lease;
import org.domainstats.store.Store;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * Keeps the lists of the settings up to date: downloads that change, files that are written anew.
 * Each has a thread of its own, as a slow server must not hold up the others. What fails is tried
 * again, and what was taken before stays.
 */
public final class HintLists implements Stoppable {

    private static final Duration HOURLY = Duration.ofHours(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);
    private static final Duration FILES = Duration.ofSeconds(10);

    /** Packed; what it unpacks to is limited too. */
    private static final long LARGEST = 256L << 20;

    /** The lease of a server that dies with it ends then. */
    private static final Duration LONGEST_LEASE = Duration.ofMinutes(20);

    private final Store store;
    private final HintImporter importer;
    private final HintDownload download;
    private final Path folder;
    private final Environment environment;
    private final List<Watched> lists = new ArrayList<>();
    private final ScheduledTasks cleaning = new ScheduledTasks("hints");

    /**
     * Time and chance, and who wants to know.
     *
     * @param taken called when a list was taken; may block on the disk
     */
    public record Environment(InstantSource clock, RandomGenerator random, Runnable taken) {}

    /** How lists are fetched: what operators name, and public addresses only. */
    public record Clients(BlockingHttpClient named, BlockingHttpClient publicOnly) {}

    public HintLists(
            List<HintSource> sources,
            Store store,
            HintImporter importer,
            Fetching fetching,
            Environment environment) {
        this.store = store;
        this.importer = importer;
        this.download =
                new HintDownload(
                        fetching.clients().named(), fetching.clients().publicOnly(), LARGEST);
        this.folder = fetching.folder();
        this.environment = environment;
        for (HintSource source : sources) {
            lists.add(new Watched(source));
        }
    }

    /**
     * How and where to lists are downloaded.
     *
     * @param folder where downloads are put for a moment
     */
    public record Fetching(Clients clients, Path folder) {}

    /** How one list fares. Never blocks. */
    public interface Status {

        String name();

        /** Seconds since it was last taken; NaN if it never was. */
        double ageSeconds();

        /** How many domains it had then. */
        double domains();

        /** How often it could not be taken since the start. */
        double failures();
    }

    public List<Status> statuses() {
        return List.copyOf(lists);
    }

    /** Takes the lists now, and whenever they change. */
    public void start() {
        cleaning.after(Duration.ZERO, "remove old hints", this::removeOld);
        cleaning.every(HOURLY, "remove old hints", this::removeOld);
        lists.forEach(Watched::start);
    }

    /** Looks at every list now. Blocks on the disk and the network. */
    void run() {
        lists.forEach(Watched::run);
    }

    private void removeOld() {
        LocalDate today = LocalDate.ofInstant(environment.clock().instant(), ZoneOffset.UTC);
        store.hints().removeBefore(today.minusDays(Hint.VALID_DAYS));
    }

    @Override
    public void stop() {
        cleaning.stop();
        lists.forEach(each -> each.tasks.stop());
    }

    @Override
    public void close(Deadline deadline) {
        List<ScheduledTasks> all = new ArrayList<>();
        all.add(cleaning);
        lists.forEach(each -> all.add(each.tasks));
        Stoppable.closeAll(all, deadline);
    }

    /** One list. */
    private final class Watched implements Status {

        private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(HintLists.class));
        private final HintSource source;
        private final ScheduledTasks tasks;
        private final LongAdder failures = new LongAdder();
        private volatile @Nullable TakenList taken;

        private Watched(HintSource source) {
            this.source = source;
            this.tasks = new ScheduledTasks("hints-" + source.name());
        }

        private void start() {
            tasks.repeat(Duration.ZERO, "take the list " + name(), this::run, AFTER_FAILURE);
        }

        /** Returns the time until the next look. */
        private Duration run() {
            taken =
                    store.hints().lists().stream()
                            .filter(each -> each.name().equals(name()))
                            .findAny()
                            .orElse(null);
            Lease lease = store.leases().begin("hints " + name(), LONGEST_LEASE);
            if (!lease.isBegun()) {
                return jittered(AFTER_FAILURE);
            }
            try {
                @Nullable URI url = source.url();
                if (url == null) {
                    look();
                    return FILES;
                }
                fetch(url);
                return jittered(HOURLY);
            } catch (IOException e) {
                failures.increment();
                log.warn(
                        "list",
                        null,
                        "the list {} is not taken: {}; what it said before stays",
                        name(),
                        String.valueOf(e.getMessage()));
                return source.url() == null ? FILES : jittered(AFTER_FAILURE);
            } finally {
                store.leases().end("hints " + name(), lease, Duration.ZERO);
            }
        }

        /** All servers that take one list should not come at one moment. */
        private Duration jittered(Duration time) {
            double part = 0.9 + environment.random().nextDouble() / 5;
            return Duration.ofMillis((long) (time.toMillis() * part));
        }

        private String knownVersion() {
            @Nullable TakenList known = taken;
            return known != null && known.origin().equals(source.origin()) ? known.version() : "";
        }

        private void look() throws IOException {
            String version;
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(source.file(), BasicFileAttributes.class);
                version =
                        attributes.lastModifiedTime().toMillis()
                                + "-"
                                + attributes.size()
                                + "-"
                                + attributes.fileKey();
            } catch (NoSuchFileException later) {
                // It may come; until then its age shows that it is missing.
                return;
            }
            if (!version.equals(knownVersion())) {
                take(source.file(), version);
            }
        }

        private void fetch(URI url) throws IOException {
            Path part = Files.createTempFile(folder, "hints-", ".part");
            try {
                @Nullable String version = download.get(url, knownVersion(), part);
                if (version != null) {
                    take(part, version);
                }
            } finally {
                Files.deleteIfExists(part);
            }
        }

        private void take(Path file, String version) throws IOException {
            HintReport report =
                    importer.take(
                            file,
                            new HintImporter.Task(
                                    name(), source.format(), null, source.origin(), version, false),
                            (share, rows) -> !Thread.currentThread().isInterrupted());
            environment.taken().run();
            taken =
                    new TakenList(
                            name(),
                            source.origin(),
                            version,
                            environment.clock().instant(),
                            report.domains());
            LoggerFactory.getLogger(HintLists.class)
                    .info(
                            "took the list {}: {} domains, {} names left out",
                            name(),
                            report.domains(),
                            report.leftOut());
        }

        @Override
        public String name() {
            return source.name();
        }

        @Override
        public double ageSeconds() {
            @Nullable TakenList known = taken;
            return known == null
                    ? Double.NaN
                    : (environment.clock().millis() - known.at().toEpochMilli()) / 1e3;
        }

        @Override
        public double domains() {
            @Nullable TakenList known = taken;
            return known == null ? 0 : known.domains();
        }

        @Override
        public double failures() {
            return failures.sum();
        }
    }
}
