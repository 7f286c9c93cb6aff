package org.domainstats.server;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A gzip body being unpacked, which fails once it has grown more than any log does: a few MB of
 * gzip can be GB of blanks.
 */
final class LimitedInflation extends FilterInputStream {

    /** Logs shrink to a tenth; the same row again and again comes to some hundreds. */
    private static final long LARGEST_RATIO = 200;

    /** Before so much has come out, the ratio does not matter. */
    private static final long ALLOWANCE = 16 * 1_024 * 1_024;

    private final Counted packed;
    private long unpacked;

    private LimitedInflation(Counted packed, int buffer) throws IOException {
        super(new GZIPInputStream(packed, buffer));
        this.packed = packed;
    }

    static LimitedInflation of(InputStream body, int buffer) throws IOException {
        return new LimitedInflation(new Counted(body), buffer);
    }

    @Override
    public int read(byte[] into, int start, int length) throws IOException {
        int read = super.read(into, start, length);
        unpacked += Math.max(0, read);
        if (unpacked > ALLOWANCE && unpacked > packed.count * LARGEST_RATIO) {
            throw new ZipException("the body unpacks to more than a log does");
        }
        return read;
    }

    /** Counts what was read of the packed body. */
    private static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int start, int length) throws IOException {
            int read = super.read(into, start, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
