package org.domainstats.inputs;

import org.jspecify.annotations.Nullable;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The receiving end of a Frame Stream (farsightsec/fstrm): with the handshake of sockets, and
 * without it as in files.
 */
final class FrameStream {

    static final String DNSTAP = "protobuf:dnstap.Dnstap";

    /** As in the reference implementation. */
    private static final int LONGEST_CONTROL = 512;

    /** A DNS message of 64 KiB twice, as dnstap could carry it, and what stands around it. */
    private static final int LONGEST_FRAME = 160 * 1_024;

    private static final int ACCEPT = 1;
    private static final int START = 2;
    private static final int STOP = 3;
    private static final int READY = 4;
    private static final int FINISH = 5;
    private static final int CONTENT_TYPE = 1;

    private final DataInputStream in;
    private final OutputStream out;
    private final Runnable onStart;
    private boolean started;
    private boolean bidirectional;

    /**
     * @param onStart done when the stream has begun
     */
    FrameStream(InputStream in, OutputStream out, Runnable onStart) {
        this.in = new DataInputStream(in);
        this.out = out;
        this.onStart = onStart;
    }

    /**
     * The next frame; null at the end of the stream.
     *
     * @throws MalformedStream if what comes is no Frame Stream of dnstap
     */
    byte @Nullable [] next() throws IOException {
        while (true) {
            int length;
            try {
                length = in.readInt();
            } catch (EOFException e) {
                return null;
            }
            if (length == 0) {
                if (control()) {
                    return null;
                }
            } else if (!started || length < 0 || length > LONGEST_FRAME) {
                throw new MalformedStream(
                        started ? "a frame of " + Integer.toUnsignedString(length) : "no START");
            } else {
                return read(length);
            }
        }
    }

    private byte[] read(int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    /** Obeys a control frame; true at the end. */
    private boolean control() throws IOException {
        int length = in.readInt();
        if (length < Integer.BYTES || length > LONGEST_CONTROL) {
            throw new MalformedStream("a control frame of " + Integer.toUnsignedString(length));
        }
        ByteBuffer frame = ByteBuffer.wrap(read(length));
        int type = frame.getInt();
        switch (type) {
            case READY -> {
                requireDnstap(frame);
                bidirectional = true;
                send(ACCEPT, true);
            }
            case START -> {
                requireDnstap(frame);
                started = true;
                onStart.run();
            }
            case STOP -> {
                if (bidirectional) {
                    send(FINISH, false);
                }
                return true;
            }
            default -> throw new MalformedStream("a control frame of type " + type);
        }
        return false;
    }

    /** One of the content types that it names; where it names none, nothing else is meant. */
    private static void requireDnstap(ByteBuffer frame) throws MalformedStream {
        boolean named = false;
        while (frame.remaining() >= 2 * Integer.BYTES) {
            int field = frame.getInt();
            int length = frame.getInt();
            if (field != CONTENT_TYPE || length < 0 || length > frame.remaining()) {
                throw new MalformedStream("a field of a control frame");
            }
            byte[] type = new byte[length];
            frame.get(type);
            named = true;
            if (new String(type, StandardCharsets.US_ASCII).equals(DNSTAP)) {
                return;
            }
        }
        if (named || frame.hasRemaining()) {
            throw new MalformedStream("content that is not " + DNSTAP);
        }
    }

    private void send(int type, boolean withContentType) throws IOException {
        byte[] content = DNSTAP.getBytes(StandardCharsets.US_ASCII);
        int length = Integer.BYTES + (withContentType ? 2 * Integer.BYTES + content.length : 0);
        ByteBuffer frame = ByteBuffer.allocate(2 * Integer.BYTES + length);
        frame.putInt(0).putInt(length).putInt(type);
        if (withContentType) {
            frame.putInt(CONTENT_TYPE).putInt(content.length).put(content);
        }
        out.write(frame.array());
        out.flush();
    }

    /** What came is no Frame Stream of dnstap. */
    static final class MalformedStream extends IOException {

        private static final long serialVersionUID = 1L;

        MalformedStream(String what) {
            super("no Frame Stream of dnstap: " + what);
        }
    }
}
