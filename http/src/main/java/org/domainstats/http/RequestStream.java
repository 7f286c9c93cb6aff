package org.domainstats.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The body of a request as a blocking stream, for a virtual thread. Neither side runs away from the
 * other: the client is read from only while a few pieces wait here.
 */
public final class RequestStream extends InputStream {

    /** Each has up to 8 KiB. */
    private static final int PIECES = 4;

    private final Exchange exchange;
    private final HttpServerRequest request;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private Piece current = Piece.of(Buffer.buffer());
    private int offset;
    private long came;

    /**
     * A part of the body; without bytes it is the end, which is good unless it has a reason.
     *
     * @param came when, by {@link System#nanoTime}
     */
    private record Piece(@Nullable Buffer bytes, String fault, long came) {

        static Piece of(Buffer bytes) {
            return new Piece(bytes, "", System.nanoTime());
        }

        static Piece end(String fault) {
            return new Piece(null, fault, System.nanoTime());
        }
    }

    private RequestStream(Exchange exchange) {
        this.exchange = exchange;
        this.request = exchange.request();
    }

    /** Begins to read. On the event loop, before any of the body has been read. */
    public static RequestStream of(Exchange exchange) {
        RequestStream stream = new RequestStream(exchange);
        exchange.stream();
        stream.request.pause();
        stream.request.handler(bytes -> stream.pieces.add(Piece.of(bytes)));
        stream.request.endHandler(_ -> stream.pieces.add(Piece.end("")));
        stream.request.exceptionHandler(
                failure -> stream.pieces.add(Piece.end("the client broke off")));
        stream.request.fetch(PIECES);
        return stream;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Reads all that there is; blocks only while there is nothing. */
    @Override
    public int read(byte[] into, int start, int length) throws IOException {
        Objects.checkFromIndexSize(start, length, into.length);
        if (length == 0) {
            return 0;
        }
        boolean ended = available() == 0;
        came = current.came;
        if (ended) {
            return -1;
        }
        int taken = 0;
        do {
            taken += take(into, start + taken, length - taken);
        } while (taken < length && isWaiting() && available() > 0);
        return taken;
    }

    private int take(byte[] into, int start, int most) {
        Buffer bytes = Objects.requireNonNull(current.bytes);
        int taken = Math.min(most, bytes.length() - offset);
        bytes.getBytes(offset, offset + taken, into, start);
        offset += taken;
        return taken;
    }

    /** Whether a piece with bytes has come behind the current one. */
    private boolean isWaiting() {
        @Nullable Piece next = pieces.peek();
        return next != null && next.bytes != null && next.bytes.length() > 0;
    }

    /**
     * How much can be read at once; 0 only at the end. Blocks to be certain of that, because {@link
     * java.util.zip.GZIPInputStream} asks here whether another member follows.
     */
    @Override
    public int available() throws IOException {
        while (current.bytes != null && offset == current.bytes.length()) {
            current = next();
            offset = 0;
        }
        if (current.bytes == null) {
            if (!current.fault.isEmpty()) {
                throw new IOException(current.fault);
            }
            return 0;
        }
        return current.bytes.length() - offset;
    }

    /**
     * When the first of what was read last had come, the end included, by {@link System#nanoTime}.
     */
    public long came() {
        return came;
    }

    private Piece next() throws IOException {
        try {
            Piece next = pieces.take();
            if (next.bytes != null) {
                exchange.execute(() -> request.fetch(1));
                exchange.progress();
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
