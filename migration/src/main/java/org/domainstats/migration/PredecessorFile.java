package org.domainstats.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file or folder of a predecessor, read only. */
public sealed interface PredecessorFile
        permits DomainsDatabase, DiskCacheFolder, JsonLines, ContactsCsv {

    /** Reads every row, in no order. */
    void read(RecordConsumer consumer) throws IOException;

    /** What it is, in words for people. */
    String description();

    /** About how many rows it has, for a progress line; 0 if that is not known. */
    long expectedRows() throws IOException;

    /**
     * Tells by its content what a file or folder is.
     *
     * @param timezoneOffset hours that the predecessor had added to {@code seen_by_you}
     * @throws IOException if it cannot be read, or is none of a predecessor's; the message names
     *     what is read
     */
    static PredecessorFile open(Path path, int timezoneOffset) throws IOException {
        PredecessorTimes times = new PredecessorTimes(timezoneOffset);
        if (Files.isDirectory(path)) {
            return DiskCacheFolder.open(path, times);
        }
        String head = head(path);
        if (head.startsWith("SQLite format 3\0")) {
            return ForeignDatabase.layoutOf(path, times);
        }
        if (head.startsWith(ContactsCsv.HEADER)) {
            return new ContactsCsv(path);
        }
        if (head.stripLeading().startsWith("{")) {
            return new JsonLines(path, times);
        }
        throw new IOException(
                path
                        + " is none of these: domain_stats.db (SQLite), a cache folder of"
                        + " domain_stats 1.x, an export of domain-stats-utils -e (JSON lines), or"
                        + " an export of this program (CSV)");
    }

    private static String head(Path path) throws IOException {
        try (var in = TextLines.stream(path)) {
            String head = new String(in.readNBytes(64), StandardCharsets.ISO_8859_1);
            return head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head;
        }
    }
}
