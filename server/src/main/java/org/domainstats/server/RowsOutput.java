package org.domainstats.server;

import io.vertx.core.buffer.Buffer;

import org.domainstats.answerformats.Dialect;
import org.domainstats.http.ResponseStream;
import org.domainstats.http.ResponseStream.Piece;
import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.model.Answer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The rows of a batch's response, a part at a time, plain or gzip. Announcements that do not go out
 * are left to the next client.
 */
final class RowsOutput {

    /** What may go out in part, and then counts as said, when a connection breaks. */
    private static final int PIECE = 16 * 1_024;

    /** More than most rows have: room for the one that ends a piece. */
    private static final int ROW = 1_024;

    private final ResponseStream response;
    private final AnswerHandler answers;
    private final @Nullable GZIPOutputStream gzip;
    private final OutputStream rows;
    private Buffer gathered = Buffer.buffer(PIECE + ROW);

    /**
     * @param answers is notified of announcements that go out, and of those known not to have been
     *     sent
     */
    RowsOutput(ResponseStream response, boolean zipped, AnswerHandler answers) {
        this.response = response;
        this.answers = answers;
        OutputStream memory = new Gathering();
        this.gzip = zipped ? FastGzip.into(memory) : null;
        this.rows = gzip == null ? memory : gzip;
    }

    /** Whether the client has seen nothing of the response yet. */
    boolean isUnsent() {
        return response.isUnsent();
    }

    /**
     * Sends a row for each answer.
     *
     * @throws IOException if the client is gone, and did not get them
     */
    void write(List<CachedAnswer> part, Dialect dialect) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        List<Answer> announcing = new ArrayList<>();
        long now = answers.now();
        for (CachedAnswer answer : part) {
            answers.writeRow(answer, dialect, now, rows);
            if (answer.answer().announces()) {
                announcing.add(answer.answer());
            }
            if (gathered.length() >= PIECE) {
                pieces.add(piece(announcing));
                announcing = new ArrayList<>();
            }
        }
        rows.flush();
        pieces.add(piece(announcing));
        response.write(pieces);
    }

    private Piece piece(List<Answer> announcing) {
        Buffer bytes = gathered;
        gathered = Buffer.buffer(PIECE + ROW);
        return new Piece(
                bytes,
                () -> answers.delivered(announcing),
                () -> announcing.forEach(answers::undelivered));
    }

    void end() throws IOException {
        if (gzip != null) {
            gzip.close();
            response.write(List.of(piece(List.of())));
        }
        response.end();
    }

    /** Appends to the next piece. */
    private final class Gathering extends OutputStream {

        @Override
        public void write(int octet) {
            gathered.appendByte((byte) octet);
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            gathered.appendBytes(octets, offset, length);
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
