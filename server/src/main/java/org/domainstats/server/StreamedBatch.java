package org.domainstats.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A batch from one stream to another: what {@code POST /v1/domains} does, without HTTP. */
public final class StreamedBatch {

    private StreamedBatch() {}

    /**
     * Answers all rows of a stream, each as soon as it has come.
     *
     * @param rows a JSON array, or a row on each line: a bare name, a JSON string or an object with
     *     {@code hostname}
     * @param lines takes one line for each row, in the same order, in the form of {@code /v1}
     * @param peek whether it is only a look, which records no contact
     * @throws IOException if one of the streams fails
     */
    public static void answer(
            AnswerHandler answers, boolean peek, InputStream rows, OutputStream lines)
            throws IOException {
        BatchQuestion question = new BatchQuestion(peek, answers.patience(), Dialect.V1);
        new BatchExchange(answers, question, new Lines(lines)).answer(rows, false);
    }

    private record Lines(OutputStream out) implements RowSink {

        @Override
        public void write(List<Response> part) throws IOException {
            for (Response row : part) {
                row.writeBodyTo(out);
                out.write('\n');
            }
            out.flush();
        }

        @Override
        public void end() {}
    }
}
