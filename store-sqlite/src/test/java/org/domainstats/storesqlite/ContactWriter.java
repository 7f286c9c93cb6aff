package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts;
import org.domainstats.store.Store;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A process that touches one name after the other until it is killed, and prints those that it was
 * told were first. Arguments: the file, and the number of the first name.
 */
final class ContactWriter {

    private static final int THREADS = 24;
    private static final int BATCH = 40;

    /** How many callers of each process ask for the same name. */
    private static final int CALLERS_PER_NAME = 3;

    private final Contacts contacts;
    private final AtomicInteger next;
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    private ContactWriter(Contacts contacts, int from) {
        this.contacts = contacts;
        this.next = new AtomicInteger(from * CALLERS_PER_NAME);
    }

    public static void main(String[] arguments) throws InterruptedException {
        try (Store store = SqliteStore.open(Path.of(arguments[0]))) {
            ContactWriter toucher =
                    new ContactWriter(store.contacts(), Integer.parseInt(arguments[1]));
            List<Thread> threads =
                    IntStream.range(0, THREADS)
                            .mapToObj(number -> Thread.ofPlatform().start(toucher.caller(number)))
                            .toList();
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    static DomainName site(int number) {
        return new DomainName("site-" + number + ".example");
    }

    /** One caller in three asks in batches. */
    private Runnable caller(int number) {
        return number % 3 == 0 ? this::recordInBatches : this::recordOneByOne;
    }

    /** Each number is drawn by several callers, here and in the other process. */
    private void recordOneByOne() {
        while (true) {
            DomainName site = site(next.getAndIncrement() / CALLERS_PER_NAME);
            if (contacts.recordIfAbsent(site, Instant.now()).first()) {
                print(site);
            }
        }
    }

    private void recordInBatches() {
        while (true) {
            int from = next.getAndAdd(BATCH) / CALLERS_PER_NAME;
            List<DomainName> sites =
                    IntStream.range(from, from + BATCH).mapToObj(ContactWriter::site).toList();
            List<Contact> answers = contacts.recordAllIfAbsent(sites, Instant.now());
            for (int i = 0; i < BATCH; i++) {
                if (answers.get(i).first()) {
                    print(sites.get(i));
                }
            }
        }
    }

    /** One call of the system for each line, so that what is printed has left the process. */
    private void print(DomainName site) {
        try {
            out.write((site.ascii() + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
