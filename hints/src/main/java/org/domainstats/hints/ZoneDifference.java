package org.domainstats.hints;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Which names are in the second of two zone files and not in the first, whatever their order. The
 * names are spread over files by their hash: of the first zone the hashes alone, eight bytes each;
 * then each file is compared by itself. So the memory needed does not grow with the zones: two
 * hundred and fifty-sixth of the first one's hashes.
 */
final class ZoneDifference {

    /** As many files are open at once. */
    private static final int PARTS = 256;

    private static final int BUFFER = 1 << 14;

    private final Path folder;
    private final NameHash hash;
    private final long[] before = new long[PARTS];
    private final long[] after = new long[PARTS];

    /**
     * @param folder for files of some ten bytes a name
     */
    ZoneDifference(Path folder, long seed) {
        this.folder = folder;
        this.hash = new NameHash(seed);
    }

    /** Takes what is said of one zone. */
    interface Reading {
        void into(ZoneReader.Names names) throws IOException;
    }

    /** Takes a name that was added. */
    interface Added {
        void accept(String name) throws IOException;
    }

    void readFirst(Reading zone) throws IOException {
        read(zone, "before-", before, (out, name, length, hashed) -> out.writeLong(hashed));
    }

    void readSecond(Reading zone) throws IOException {
        read(
                zone,
                "after-",
                after,
                (out, name, length, hashed) -> {
                    out.writeByte(length);
                    out.write(name, 0, length);
                });
    }

    private interface Writer {
        void write(DataOutputStream out, byte[] name, int length, long hash) throws IOException;
    }

    private void read(Reading zone, String prefix, long[] counts, Writer writer)
            throws IOException {
        List<DataOutputStream> outs = new ArrayList<>(PARTS);
        try {
            for (int i = 0; i < PARTS; i++) {
                OutputStream file = Files.newOutputStream(folder.resolve(prefix + i));
                outs.add(new DataOutputStream(new BufferedOutputStream(file, BUFFER)));
            }
            zone.into(
                    (name, length) -> {
                        long hashed = hash.of(name, length);
                        int part = (int) (hashed & PARTS - 1);
                        counts[part]++;
                        writer.write(outs.get(part), name, length, hashed);
                    });
            for (DataOutputStream out : outs) {
                out.flush();
            }
        } finally {
            for (DataOutputStream out : outs) {
                out.close();
            }
        }
    }

    /** How many names the first zone has. */
    long inFirst() {
        return sum(before);
    }

    /** How many names the second zone has. */
    long inSecond() {
        return sum(after);
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /**
     * Tells the names that were added, each once.
     *
     * @param going asked from time to time whether to go on
     */
    void added(Added added, BooleanSupplier going) throws IOException {
        byte[] name = new byte[256];
        for (int part = 0; part < PARTS; part++) {
            if (!going.getAsBoolean()) {
                throw new ListException("stopped");
            }
            HashSet64 known = known(part);
            try (DataInputStream in = open("after-" + part)) {
                for (long i = 0; i < after[part]; i++) {
                    int length = in.readUnsignedByte();
                    in.readFully(name, 0, length);
                    if (known.add(hash.of(name, length))) {
                        added.accept(new String(name, 0, length, StandardCharsets.ISO_8859_1));
                    }
                }
            }
        }
    }

    private HashSet64 known(int part) throws IOException {
        HashSet64 known = new HashSet64(before[part] + after[part]);
        try (DataInputStream in = open("before-" + part)) {
            for (long i = 0; i < before[part]; i++) {
                known.add(in.readLong());
            }
        }
        return known;
    }

    private DataInputStream open(String file) throws IOException {
        return new DataInputStream(
                new BufferedInputStream(Files.newInputStream(folder.resolve(file)), BUFFER));
    }
}
