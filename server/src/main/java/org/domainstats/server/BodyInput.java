package org.domainstats.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The body of a request as a stream: the event loop feeds it, another thread reads, and neither
 * runs away from the other.
 */
final class BodyInput extends InputStream {

    /** Past this, the client has to wait. */
    private static final int FULL = 128 * 1_024;

    private final Runnable roomAgain;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<byte[]> pieces = new ArrayDeque<>();
    private int offset;
    private int queued;
    private boolean ended;
    private boolean broken;

    /**
     * @param roomAgain called by the reader when the loop may feed again
     */
    BodyInput(Runnable roomAgain) {
        this.roomAgain = roomAgain;
    }

    void feed(byte[] piece) {
        change(
                () -> {
                    pieces.add(piece);
                    queued += piece.length;
                });
    }

    /** Says that the body is complete. */
    void end() {
        change(() -> ended = true);
    }

    /** Says that the rest will never come, or that nobody wants it any more. */
    void breakOff() {
        change(() -> broken = true);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean hasRoom() {
        lock.lock();
        try {
            return queued < FULL;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Reads what there is; blocks only while there is nothing. */
    @Override
    public int read(byte[] into, int start, int length) throws IOException {
        Objects.checkFromIndexSize(start, length, into.length);
        boolean wasFull;
        int read;
        lock.lock();
        try {
            awaitSome();
            wasFull = queued >= FULL;
            read = take(into, start, length);
        } finally {
            lock.unlock();
        }
        if (wasFull) {
            roomAgain.run();
        }
        return read == 0 && length > 0 ? -1 : read;
    }

    private int take(byte[] into, int start, int length) {
        int taken = 0;
        while (taken < length && !pieces.isEmpty()) {
            byte[] piece = pieces.element();
            int part = Math.min(length - taken, piece.length - offset);
            System.arraycopy(piece, offset, into, start + taken, part);
            taken += part;
            offset += part;
            if (offset == piece.length) {
                pieces.remove();
                offset = 0;
            }
        }
        queued -= taken;
        return taken;
    }

    private void awaitSome() throws IOException {
        while (queued == 0 && !ended && !broken) {
            changed.awaitUninterruptibly();
        }
        if (broken) {
            throw new IOException("the client broke off");
        }
    }

    /**
     * How much can be read at once; none only at the end. It waits to be certain of that, because
     * {@link java.util.zip.GZIPInputStream} asks here whether another member follows.
     */
    @Override
    public int available() throws IOException {
        lock.lock();
        try {
            awaitSome();
            return queued;
        } finally {
            lock.unlock();
        }
    }
}
