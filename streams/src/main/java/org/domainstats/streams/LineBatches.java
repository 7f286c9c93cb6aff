package org.domainstats.streams;

import org.domainstats.logformats.LineReader;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The lines of a log, read and split by a thread of their own. */
final class LineBatches implements AutoCloseable {

    /** One is read into, one waits, one is written. */
    private static final int BUFFERS = 3;

    /** How often is asked whether to go on while there are no lines. */
    private static final long ASK_MILLIS = 100;

    private final InputStream log;
    private final LogLineSplitter splitter;
    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BUFFERS);
    private final Thread thread;

    LineBatches(InputStream log, LogLineSplitter splitter) {
        this.log = log;
        this.splitter = splitter;
        for (int i = 0; i < BUFFERS; i++) {
            free.add(new byte[LineReader.LONGEST_LINE]);
        }
        thread = Thread.ofPlatform().daemon().name("log-reader").start(this::run);
    }

    /** The next lines; null at the end, or when it is not to go on. Blocks. */
    @Nullable LineBatch next(BooleanSupplier goesOn) throws IOException {
        try {
            @Nullable Event event = null;
            while (event == null) {
                if (!goesOn.getAsBoolean()) {
                    return null;
                }
                event = events.poll(ASK_MILLIS, TimeUnit.MILLISECONDS);
            }
            return switch (event) {
                case Event.Lines(LineBatch batch) -> batch;
                case Event.End _ -> null;
                case Event.Failure(IOException cause) -> throw cause;
                case Event.Fault(RuntimeException cause) -> throw cause;
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Gives back what lines were read into, which nobody uses any more. */
    void recycle(LineBatch batch) {
        free.add(batch.bytes());
    }

    private void run() {
        try {
            events.put(read());
        } catch (InterruptedException e) {
            // Nobody wants the rest.
            Thread.currentThread().interrupt();
        }
    }

    private Event read() throws InterruptedException {
        try {
            readAll();
            return new Event.End();
        } catch (IOException e) {
            return new Event.Failure(new BrokenLogException(e));
        } catch (RuntimeException e) {
            // Whoever takes the lines fails in its place.
            return new Event.Fault(e);
        }
    }

    private void readAll() throws IOException, InterruptedException {
        Rest rest = new Rest(free.take(), 0);
        for (int read = read(rest); read >= 0; read = read(rest)) {
            rest = putAll(new Rest(rest.buffer, rest.length + read), false);
        }
        putAll(rest, true);
    }

    /** Puts all batches that the bytes hold, and returns what is left. */
    private Rest putAll(Rest bytes, boolean last) throws InterruptedException {
        Rest rest = bytes;
        while (rest.length > 0) {
            LineBatch batch = splitter.read(rest.buffer, rest.length, last);
            if (batch.end() == 0) {
                break;
            }
            byte[] next = free.take();
            int length = rest.length - batch.end();
            System.arraycopy(rest.buffer, batch.end(), next, 0, length);
            rest = new Rest(next, length);
            events.put(new Event.Lines(batch));
        }
        return rest;
    }

    private int read(Rest rest) throws IOException, InterruptedException {
        try {
            return log.read(rest.buffer, rest.length, rest.buffer.length - rest.length);
        } catch (IOException e) {
            events.put(new Event.Lines(splitter.cutOff(rest.buffer, rest.length)));
            throw e;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /** Bytes that are in no batch yet. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Rest(byte[] buffer, int length) {}

    /** What comes of reading. */
    private sealed interface Event {

        record Lines(LineBatch batch) implements Event {}

        record End() implements Event {}

        record Failure(IOException cause) implements Event {}

        record Fault(RuntimeException cause) implements Event {}
    }
}
