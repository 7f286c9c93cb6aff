package org.domainstats.feed.publishing;

import org.domainstats.feed.FeedFormat;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.store.KnownDomains;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a server starts publishing from when its known domains came from another feed, such as the
 * original's 0.3: it goes on with the next minor version, as clients of that feed expect.
 */
final class ImportedFeed {

    private ImportedFeed() {}

    /** Writes the known domains as a snapshot, to compare with. */
    static void writeSnapshot(Path file, KnownDomains known) throws IOException {
        FeedFileWriter.writeGzip(file, writer -> write(known, writer, false));
    }

    /**
     * Writes the versions of the original's format up to the imported one, without a gap, unless
     * the operator has put them there: the last has the whole list, those before are empty.
     */
    static void writeOriginal(Path folder, KnownDomains known) throws IOException {
        FeedVersion imported = known.version();
        for (int minor = 1; minor <= imported.minor(); minor++) {
            Path file = OriginalText.file(folder, new FeedVersion(imported.major(), minor));
            boolean last = minor == imported.minor();
            if (!Files.exists(file)) {
                FeedFileWriter.writePlain(
                        file,
                        writer -> {
                            if (last) {
                                write(known, writer, true);
                            }
                        });
            }
        }
    }

    private static void write(KnownDomains known, FeedFileWriter writer, boolean original)
            throws IOException {
        try {
            known.forEach(
                    put -> {
                        try {
                            write(put, writer, original);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void write(KnownDomains.Change.Put put, FeedFileWriter writer, boolean original)
            throws IOException {
        KnownDomain known = put.known();
        if (original) {
            if (known.established() && OriginalText.canHold(put.domain())) {
                writer.line(FeedFormat.Original.line(put.domain(), known.rank()));
            }
        } else if (known.established() || known.rank() != KnownDomain.UNRANKED) {
            // A young registration without a rank is in no feed.
            writer.line(FeedFormat.Signed.line(put.domain(), known));
        }
    }
}
