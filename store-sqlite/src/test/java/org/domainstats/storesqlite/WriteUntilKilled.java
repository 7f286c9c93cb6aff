package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.store.Store;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The program of {@link KillWhileIndexingTest}: touches sites from many threads for ever, and
 * prints each that it was told was first, once it was told so.
 */
final class WriteUntilKilled {

    private WriteUntilKilled() {}

    /** Some are asked about by several threads at once, and by both processes of the test. */
    private static final int SITES = 200_000;

    /**
     * Does so until it is killed.
     *
     * @param args the database, the number of threads
     */
    public static void main(String[] args) {
        Store store = SqliteStore.open(Path.of(args[0]));
        // Unbuffered, one write for each line: what was printed has left the process.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        for (int i = Integer.parseInt(args[1]); i > 0; i--) {
            Thread.ofPlatform().start(() -> recordForEver(store, out));
        }
    }

    private static void recordForEver(Store store, PrintStream out) {
        while (true) {
            int number = ThreadLocalRandom.current().nextInt(SITES);
            DomainName site = new DomainName("site-" + number + ".example");
            if (store.contacts().recordIfAbsent(site, Instant.now()).first()) {
                out.println(site.ascii());
            }
        }
    }
}
