package org.domainstats.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Copying with a limit. */
final class BoundedCopy {

    private static final int BLOCK = 1 << 16;

    private BoundedCopy() {}

    /**
     * Copies to the end.
     *
     * @param start how many bytes are there already
     * @param maxBytes how many may be there at the end
     */
    static void all(InputStream in, OutputStream out, long start, long maxBytes, LongConsumer done)
            throws IOException, FeedException {
        byte[] block = new byte[BLOCK];
        long total = start;
        for (int length = in.read(block); length >= 0; length = in.read(block)) {
            total += length;
            if (total > maxBytes) {
                throw FeedException.refused("more comes than the " + maxBytes + " bytes expected");
            }
            out.write(block, 0, length);
            done.accept(total);
        }
    }
}
