package org.domainstats.commandline;

import org.jspecify.annotations.Nullable;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The standard output of this process, which remembers why it could not be written: writers that
 * print do not tell.
 */
public final class StandardOutput extends OutputStream {

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private volatile @Nullable IOException fault;

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        try {
            out.write(octets, from, length);
        } catch (IOException e) {
            fault = e;
            throw e;
        }
    }

    /** Why something could not be written. */
    public Optional<IOException> fault() {
        return Optional.ofNullable(fault);
    }
}
