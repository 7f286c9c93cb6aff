package org.domainstats.streams;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Output of lines, of which the last may lack its end. */
public final class LineOutput extends FilterOutputStream {

    private byte last = '\n';

    public LineOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int octet) throws IOException {
        out.write(octet);
        last = (byte) octet;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        last = length == 0 ? last : bytes[offset + length - 1];
    }

    /** Ends a line that was not ended, so that the first of the next log does not join it. */
    public void endLine() throws IOException {
        if (last != '\n') {
            write('\n');
        }
    }
}
