package org.domainstats.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

import org.domainstats.server.BatchHead.Framing;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The response to a batch, in parts, each of which goes out at once. Blocks while the client has
 * not taken what was sent before.
 */
final class RowsOutput implements RowSink {

    /** One on its way while the next is made. */
    private static final int PARTS_UNDER_WAY = 2;

    private static final byte[] LINE_END = ascii("\r\n");

    private final Channel channel;
    private final Runnable progress;
    private final boolean chunked;
    private final Semaphore places = new Semaphore(PARTS_UNDER_WAY);
    private final Bytes gathered = new Bytes();
    private final @Nullable GZIPOutputStream gzip;
    private final OutputStream rows;
    private byte[] head;
    private volatile boolean clientIsGone;

    /**
     * @param head the status line and header fields, which go out with the first part
     * @param progress called on the event loop whenever the client has taken something
     */
    RowsOutput(Channel channel, String head, Runnable progress, Framing framing) {
        this.channel = channel;
        this.head = ascii(head);
        this.progress = progress;
        this.chunked = framing.chunked();
        this.gzip = framing.zipped() ? FastGzip.into(gathered) : null;
        this.rows = gzip == null ? gathered : gzip;
    }

    /** Whether the client has seen nothing of the response yet. */
    boolean isUnsent() {
        return head.length > 0;
    }

    @Override
    public void write(List<Response> part) throws IOException {
        for (Response row : part) {
            row.writeBodyTo(rows);
            rows.write('\n');
        }
        rows.flush();
        send(false);
    }

    @Override
    public void end() throws IOException {
        if (gzip != null) {
            gzip.close();
        }
        send(true);
        // When this returns, the connection is the next request's.
        places.acquireUninterruptibly(PARTS_UNDER_WAY);
    }

    private void send(boolean last) throws IOException {
        places.acquireUninterruptibly();
        if (clientIsGone) {
            throw new IOException("the client is gone");
        }
        ByteBuf part = channel.alloc().directBuffer(head.length + gathered.size() + 32);
        part.writeBytes(head);
        head = new byte[0];
        if (gathered.size() > 0) {
            if (chunked) {
                part.writeBytes(ascii(Integer.toHexString(gathered.size()))).writeBytes(LINE_END);
            }
            gathered.moveTo(part);
            if (chunked) {
                part.writeBytes(LINE_END);
            }
        }
        if (last && chunked) {
            part.writeBytes(ascii("0\r\n\r\n"));
        }
        channel.writeAndFlush(part)
                .addListener(
                        sent -> {
                            clientIsGone |= !sent.isSuccess();
                            progress.run();
                            places.release();
                        });
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Octets that move on without a copy of their own. */
    private static final class Bytes extends ByteArrayOutputStream {

        Bytes() {
            super(16 * 1_024);
        }

        void moveTo(ByteBuf out) {
            out.writeBytes(buf, 0, count);
            reset();
        }
    }

    /** The lowest level, since the next batch waits; each part can be unpacked when it arrives. */
    private static final class FastGzip extends GZIPOutputStream {

        static FastGzip into(OutputStream memory) {
            try {
                return new FastGzip(memory);
            } catch (IOException impossible) {
                throw new UncheckedIOException("memory does not fail", impossible);
            }
        }

        private FastGzip(OutputStream out) throws IOException {
            super(out, 8 * 1_024, true);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
