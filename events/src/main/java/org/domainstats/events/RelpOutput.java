package org.domainstats.events;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Syslog over RELP, the reliable event logging protocol of rsyslog: each message is confirmed by
 * the program that took it.
 */
final class RelpOutput implements Output {

    private static final int PORT = 2_514;
    private static final int TLS_PORT = 2_515;
    private static final Duration REPLY = Duration.ofSeconds(30);

    /** All of a batch; a receiver that is busy confirms it message by message. */
    private static final Duration DELIVERY = Duration.ofMinutes(2);

    /** Fewer than rsyslog's window of 128, so that nobody waits for it. */
    private static final int LARGEST_BATCH = 100;

    private static final int LARGEST_REPLY = 64 << 10;
    private static final int LONGEST_WORD = 32;

    /** After it, numbers begin anew: 999,999,999 is the protocol's largest. */
    private static final int LAST_NUMBER = 999_999_000;

    private static final String OFFER =
            "relp_version=0\nrelp_software=domain-stats\ncommands=syslog";

    private final OutputSocket receiver;
    private final String hostname = SyslogFormatter.hostname();
    private @Nullable OutputConnection connection;
    private @Nullable InputStream in;
    private int number;

    RelpOutput(OutputSpec spec) {
        this.receiver = OutputSocket.of(spec, PORT, TLS_PORT);
    }

    @Override
    public int largestBatch() {
        return LARGEST_BATCH;
    }

    @Override
    public void deliver(List<Outgoing> events) throws IOException {
        try {
            if (connection == null || number >= LAST_NUMBER) {
                close();
                open();
            }
            Set<Integer> awaited = new HashSet<>();
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            for (Outgoing event : events) {
                awaited.add(++number);
                frames.writeBytes(
                        frame("syslog", SyslogFormatter.of(event.event(), event.line(), hostname)));
            }
            Objects.requireNonNull(connection)
                    .within(
                            DELIVERY,
                            () -> {
                                send(frames.toByteArray());
                                while (!awaited.isEmpty()) {
                                    awaited.remove(confirmation());
                                }
                            });
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void open() throws IOException {
        OutputConnection connected = receiver.connect();
        connected.socket().setSoTimeout((int) REPLY.toMillis());
        connection = connected;
        in = new BufferedInputStream(connected.socket().getInputStream());
        number = 1;
        connected.within(
                REPLY,
                () -> {
                    send(frame("open", OFFER.getBytes(StandardCharsets.US_ASCII)));
                    var _ = confirmation();
                });
    }

    private byte[] frame(String command, byte[] data) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(
                (number + " " + command + " " + data.length + " ")
                        .getBytes(StandardCharsets.US_ASCII));
        frame.writeBytes(data);
        frame.write('\n');
        return frame.toByteArray();
    }

    private void send(byte[] bytes) throws IOException {
        Objects.requireNonNull(connection).socket().getOutputStream().write(bytes);
    }

    /** Reads frames until one confirms a message; which one. */
    private int confirmation() throws IOException {
        while (true) {
            int answered = number(word());
            String command = word();
            byte[] data = data();
            if (command.equals("rsp")) {
                String text = new String(data, StandardCharsets.US_ASCII);
                if (!text.startsWith("200")) {
                    throw new IOException("it refuses a message");
                }
                return answered;
            }
            if (command.equals("serverclose")) {
                throw new IOException("it ends the session");
            }
        }
    }

    private static int number(String word) throws IOException {
        if (!word.matches("\\d{1,9}")) {
            throw new IOException("its reply is not RELP");
        }
        return Integer.parseInt(word);
    }

    /** Up to the blank or line feed that ends it. */
    private String word() throws IOException {
        StringBuilder word = new StringBuilder();
        for (int c = read(); c != ' ' && c != '\n'; c = read()) {
            if (word.length() == LONGEST_WORD) {
                throw new IOException("its reply is not RELP");
            }
            word.append((char) c);
        }
        return word.toString();
    }

    /** The length of nothing is followed by the line feed alone. */
    private byte[] data() throws IOException {
        StringBuilder digits = new StringBuilder();
        int c = read();
        for (; c != ' ' && c != '\n'; c = read()) {
            if (digits.length() == LONGEST_WORD) {
                throw new IOException("its reply is not RELP");
            }
            digits.append((char) c);
        }
        int length = number(digits.toString());
        if (length > LARGEST_REPLY) {
            throw new IOException("its reply is too large");
        }
        if (c == '\n') {
            return new byte[0];
        }
        byte[] data = Objects.requireNonNull(in).readNBytes(length);
        if (data.length < length || read() != '\n') {
            throw new IOException("its reply is not RELP");
        }
        return data;
    }

    private int read() throws IOException {
        int c = Objects.requireNonNull(in).read();
        if (c < 0) {
            throw new EOFException("it has closed the connection");
        }
        return c;
    }

    @Override
    public void close() {
        @Nullable OutputConnection open = connection;
        connection = null;
        in = null;
        if (open != null) {
            open.close();
        }
    }
}
