package org.domainstats.server;

import io.vertx.core.buffer.Buffer;

import org.domainstats.http.ResponseStream;
import org.domainstats.http.ServerResponse;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The rows of a batch's response, a part at a time, plain or gzip. */
final class RowsOutput {

    private final ResponseStream response;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(16 * 1_024);
    private final @Nullable GZIPOutputStream gzip;
    private final OutputStream rows;

    RowsOutput(ResponseStream response, boolean zipped) {
        this.response = response;
        this.gzip = zipped ? FastGzip.into(gathered) : null;
        this.rows = gzip == null ? gathered : gzip;
    }

    /** Whether the client has seen nothing of the response yet. */
    boolean isUnsent() {
        return response.isUnsent();
    }

    /**
     * Sends a row for each response.
     *
     * @throws IOException if the client is gone, and did not get them
     */
    void write(List<ServerResponse> part) throws IOException {
        for (ServerResponse row : part) {
            row.writeLineTo(rows);
        }
        rows.flush();
        send();
    }

    void end() throws IOException {
        if (gzip != null) {
            gzip.close();
            send();
        }
        response.end();
    }

    private void send() throws IOException {
        response.write(Buffer.buffer(gathered.toByteArray()));
        gathered.reset();
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
