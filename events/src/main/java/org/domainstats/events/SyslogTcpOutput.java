package org.domainstats.events;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Syslog over TCP (RFC 6587) or TLS (RFC 5425). The receiver confirms nothing: what was sent counts
 * as arrived once the connection has lived on for a while, and is sent again after a break before
 * that.
 */
final class SyslogTcpOutput implements Output {

    private static final int PORT = 514;
    private static final int TLS_PORT = 6_514;

    /** A receiver that died says so within this time, or is dead without anybody knowing. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    /** A receiver that is busy reads on within this time; one that hangs never does. */
    private static final Duration LONGEST_WRITE = Duration.ofMinutes(1);

    private final OutputSocket receiver;
    private final boolean counted;
    private final String hostname;
    private final LongSupplier nanoTime;
    private final Deque<Sent> unsettled = new ArrayDeque<>();
    private @Nullable OutputConnection connection;
    private @Nullable OutputStream out;
    private long settled;

    private record Sent(long number, long nanos) {}

    SyslogTcpOutput(OutputSpec spec, OutputParts parts) {
        this.receiver = OutputSocket.of(spec, PORT, TLS_PORT);
        this.counted =
                switch (spec.option("framing", "counted")) {
                    case "counted" -> true;
                    case "newline" -> false;
                    default -> throw new IllegalArgumentException("framing is counted or newline");
                };
        this.hostname = SyslogFormatter.hostname();
        this.nanoTime = parts.nanoTime();
    }

    @Override
    public void deliver(List<Outgoing> events) throws IOException {
        if (connection == null) {
            connect();
        }
        try {
            requireAlive();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (Outgoing event : events) {
                frame(SyslogFormatter.of(event.event(), event.line(), hostname), bytes);
            }
            OutputStream to = Objects.requireNonNull(out);
            Objects.requireNonNull(connection)
                    .within(
                            LONGEST_WRITE,
                            () -> {
                                bytes.writeTo(to);
                                to.flush();
                            });
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void frame(byte[] message, ByteArrayOutputStream bytes) {
        if (counted) {
            bytes.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(message);
        } else {
            bytes.writeBytes(message);
            bytes.write('\n');
        }
    }

    @Override
    public long confirmed(long delivered) throws IOException {
        long now = nanoTime.getAsLong();
        if (delivered > lastSent()) {
            unsettled.add(new Sent(delivered, now));
        }
        if (connection != null) {
            try {
                requireAlive();
            } catch (IOException e) {
                close();
                throw e;
            }
        }
        while (!unsettled.isEmpty() && now - unsettled.getFirst().nanos >= SETTLED.toNanos()) {
            settled = unsettled.removeFirst().number;
        }
        return settled;
    }

    private long lastSent() {
        return unsettled.isEmpty() ? settled : unsettled.getLast().number;
    }

    private void connect() throws IOException {
        OutputConnection connected = receiver.connect();
        // A receiver sends nothing; that it has gone is noticed by reading.
        connected.socket().setSoTimeout(1);
        connection = connected;
        out = new BufferedOutputStream(connected.socket().getOutputStream());
    }

    private void requireAlive() throws IOException {
        try {
            if (Objects.requireNonNull(connection).socket().getInputStream().read() < 0) {
                throw new IOException("it has closed the connection");
            }
        } catch (SocketTimeoutException e) {
            // Nothing to read: it is alive.
        }
    }

    @Override
    public void close() {
        unsettled.clear();
        settled = 0;
        @Nullable OutputConnection open = connection;
        connection = null;
        out = null;
        if (open != null) {
            open.close();
        }
    }
}
