package org.domainstats.streams;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/** A file of a log, read from its start while others write it, rename it or cut it off. */
final class FollowedLog implements AutoCloseable {

    /** How much is compared to notice that a file was cut off and has grown past us since. */
    private static final int TAIL = 64;

    private final FileChannel channel;
    private final InputStream content;
    private final @Nullable Object key;
    private final byte[] head = new byte[LogHead.LONGEST];
    private int headLength;

    /** Of the hole that the file begins with. */
    private long hole;

    private byte[] tail = {};
    private long length;
    private boolean broken;

    /**
     * Opens a file.
     *
     * @throws NoSuchFileException if there is none yet, or another has the name by now
     */
    FollowedLog(RotatedSet.Place place) throws IOException {
        requireRegular(place.file());
        key = place.key() == null ? key(place.file()) : place.key();
        channel = FileChannel.open(place.file(), StandardOpenOption.READ);
        if (key != null && !key.equals(key(place.file()))) {
            channel.close();
            throw new NoSuchFileException(place.file().toString());
        }
        content = LogFiles.inflated(Channels.newInputStream(channel));
    }

    /** To open a pipe waits until somebody writes into it, and nothing can interrupt that. */
    private static void requireRegular(Path file) throws IOException {
        if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
            throw new IOException(
                    file + " is not a regular file; pipes, devices and folders cannot be followed");
        }
    }

    private static @Nullable Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** Reads what there is, as many bytes as asked for at most; 0 at what is now the end. */
    int read(byte[] buffer, int from, int most) throws IOException {
        int read = inflate(buffer, from, most);
        takeHead(buffer, from, from + read);
        length += read;
        if (read > 0) {
            tail = Arrays.copyOfRange(buffer, Math.max(0, from + read - TAIL), from + read);
        }
        return read;
    }

    private void takeHead(byte[] bytes, int from, int end) {
        int start = from;
        if (headLength == 0) {
            start = LineFeeds.behindZeros(bytes, from, end);
            hole += start - from;
        }
        int more = Math.min(end - start, head.length - headLength);
        System.arraycopy(bytes, start, head, headLength, more);
        headLength += more;
    }

    private int inflate(byte[] buffer, int from, int most) throws IOException {
        if (broken) {
            return 0;
        }
        try {
            return Math.max(0, content.read(buffer, from, most));
        } catch (IOException e) {
            if (!LogFiles.isBroken(e)) {
                throw e;
            }
            broken = true;
            return 0;
        }
    }

    /** Whether it is a compressed file that breaks off: its rest is lost. */
    boolean isBroken() {
        return broken;
    }

    /** What the log is known by again, once it was read up to an offset; empty within a hole. */
    LogHead head(long offset) {
        return LogHead.of(head, Math.clamp(offset - hole, 0, head.length));
    }

    /** Whether another file has the name by now, and whoever writes has turned to that. */
    boolean isReplaced(Path name) throws IOException {
        try {
            Object now = key(name);
            return now != null && !now.equals(key) && Files.size(name) > 0;
        } catch (NoSuchFileException e) {
            // Between two names. The next one comes.
            return false;
        }
    }

    /** Whether bytes that were read are not in the file any more. Not of a compressed one. */
    boolean isCut() throws IOException {
        int compared = (int) Math.min(tail.length, length);
        if (channel.size() < length) {
            return true;
        }
        if (channel.size() == length) {
            return false;
        }
        ByteBuffer now = ByteBuffer.allocate(compared);
        while (now.hasRemaining() && channel.read(now, length - compared + now.position()) >= 0) {
            // Until all is read, or the file is cut off under our eyes.
        }
        return now.hasRemaining()
                || !Arrays.equals(
                        now.array(), Arrays.copyOfRange(tail, tail.length - compared, tail.length));
    }

    @Override
    public void close() throws IOException {
        content.close();
        channel.close();
    }
}
