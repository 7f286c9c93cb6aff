package org.domainstats.streams;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what was read of a file as it is, compressed perhaps, which progress is measured by. */
public final class CountedInput extends FilterInputStream {

    private final AtomicLong bytes;

    /**
     * @param bytes is counted up
     */
    public CountedInput(InputStream in, AtomicLong bytes) {
        super(in);
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        bytes.addAndGet(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        bytes.addAndGet(Math.max(0, read));
        return read;
    }
}
