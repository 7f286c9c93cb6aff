package org.domainstats.server;

import io.vertx.core.buffer.Buffer;

import org.domainstats.http.ResponseStream;
import org.domainstats.http.ResponseStream.Piece;
import org.domainstats.http.ServerResponse;
import org.domainstats.lookup.CachedAnswer;
import org.domainstats.model.Answer;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The rows of a batch's response, a part at a time, plain or gzip. Announcements that do not go out
 * are left to the next client.
 */
final class RowsOutput {

    /** What may go out in part, and then counts as said, when a connection breaks. */
    private static final int PIECE = 16 * 1_024;

    private final ResponseStream response;
    private final AnswerHandler answers;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(16 * 1_024);
    private final @Nullable GZIPOutputStream gzip;
    private final OutputStream rows;

    /**
     * @param answers is notified of announcements that go out, and of those known not to have been
     *     sent
     */
    RowsOutput(ResponseStream response, boolean zipped, AnswerHandler answers) {
        this.response = response;
        this.answers = answers;
        this.gzip = zipped ? FastGzip.into(gathered) : null;
        this.rows = gzip == null ? gathered : gzip;
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
    void write(List<CachedAnswer> part, Function<CachedAnswer, ServerResponse> rendering)
            throws IOException {
        List<Piece> pieces = new ArrayList<>();
        List<Answer> announcing = new ArrayList<>();
        for (CachedAnswer answer : part) {
            rendering.apply(answer).writeLineTo(rows);
            if (answer.answer().announces()) {
                announcing.add(answer.answer());
            }
            if (gathered.size() >= PIECE) {
                pieces.add(piece(announcing));
                announcing = new ArrayList<>();
            }
        }
        rows.flush();
        pieces.add(piece(announcing));
        response.write(pieces);
    }

    private Piece piece(List<Answer> announcing) {
        Buffer bytes = Buffer.buffer(gathered.toByteArray());
        gathered.reset();
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
