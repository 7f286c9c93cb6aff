package org.domainstats.streams;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Files of logs: compressed ones, and sets that were rotated. */
public final class LogFiles {

    private static final int BUFFER = 64 * 1_024;

    /** 2^27, Zstandard's own limit: what one file may make this process hold. */
    private static final int LARGEST_WINDOW_LOG = 27;

    /** {@code dns.log.2.gz} */
    private static final Pattern NUMBERED = Pattern.compile("(.+?)\\.(\\d{1,4})");

    /** {@code dns.log-20250819}, {@code dns.log.2025-08-19.1} */
    private static final Pattern DATED =
            Pattern.compile("(.+?)[-._](\\d{4}-?\\d{2}-?\\d{2}(?:[-_.T]?\\d+)*)");

    private LogFiles() {}

    /** A log, inflated where its first bytes say that it is compressed by gzip or Zstandard. */
    public static InputStream open(Path file) throws IOException {
        return inflated(Files.newInputStream(file));
    }

    /** The same of a stream. What is held in memory has a bound, however much comes out. */
    @SuppressWarnings("InputStreamSlowMultibyteRead") // Closed by whoever closes the result.
    public static InputStream inflated(InputStream log) throws IOException {
        BufferedInputStream in = new BufferedInputStream(log, BUFFER);
        in.mark(4);
        byte[] magic = in.readNBytes(4);
        in.reset();
        if (magic.length > 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
            return new GZIPInputStream(in, BUFFER);
        }
        return isZstandard(magic)
                ? new ZstdInputStreamNoFinalizer(in).setLongMax(LARGEST_WINDOW_LOG)
                : in;
    }

    /**
     * A frame, or one of those that hold nothing, which pzstd writes in front (RFC 8878, 3.1.2).
     */
    private static boolean isZstandard(byte[] magic) {
        if (magic.length < 4) {
            return false;
        }
        int number = ByteBuffer.wrap(magic).order(ByteOrder.LITTLE_ENDIAN).getInt();
        return number == 0xfd2fb528 || (number & 0xfffffff0) == 0x184d2a50;
    }

    /** Whether there is anything in a file, once it is inflated, that can be read. */
    static boolean holdsNothing(Path file) throws IOException {
        try (InputStream log = open(file)) {
            return log.read() < 0;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            if (isBroken(e)) {
                return true;
            }
            throw e;
        }
    }

    /** Whether a failure is of what a compressed file holds, and will be the same next time. */
    static boolean isBroken(IOException failure) {
        return failure instanceof EOFException
                || failure instanceof ZipException
                || failure instanceof ZstdIOException;
    }

    /**
     * The files as given, but those of one rotated set together at the place of the first, oldest
     * first.
     */
    public static List<Path> inOrder(List<Path> files) {
        Map<Path, List<Rotated>> sets = new LinkedHashMap<>();
        for (Path file : files) {
            Rotated rotated = Rotated.of(file);
            Path set = file.resolveSibling(rotated.base);
            sets.computeIfAbsent(set, absent -> new ArrayList<>()).add(rotated);
        }
        return sets.values().stream()
                .flatMap(set -> set.stream().sorted(Rotated.OLDEST_FIRST))
                .map(Rotated::file)
                .toList();
    }

    /** Whether a file is an older one of the set of another, by its name. */
    static boolean isRotated(Path file, Path current) {
        Rotated rotated = Rotated.of(file);
        return rotated.base.equals(current.getFileName().toString())
                && (rotated.number > 0 || !rotated.date.equals(Rotated.CURRENT));
    }

    /**
     * A file of a rotated set.
     *
     * @param base the name of the set
     * @param number how often it was rotated; 0 where its name says none
     * @param date when it was rotated; of the current one later than any
     */
    private record Rotated(Path file, String base, int number, String date) {

        private static final Comparator<Rotated> OLDEST_FIRST =
                Comparator.comparing(Rotated::date)
                        .thenComparing(Comparator.comparingInt(Rotated::number).reversed());

        private static final String CURRENT = "~";

        private static Rotated of(Path file) {
            String name = file.getFileName().toString().replaceFirst("\\.(gz|zst)$", "");
            Matcher numbered = NUMBERED.matcher(name);
            if (numbered.matches()) {
                int number = Integer.parseInt(numbered.group(2));
                return new Rotated(file, numbered.group(1), number, CURRENT);
            }
            Matcher dated = DATED.matcher(name);
            return dated.matches()
                    ? new Rotated(file, dated.group(1), 0, dated.group(2))
                    : new Rotated(file, name, 0, CURRENT);
        }
    }
}
