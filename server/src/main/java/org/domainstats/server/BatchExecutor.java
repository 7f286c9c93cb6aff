package org.domainstats.server;

import org.domainstats.base.ClientPlaces;
import org.domainstats.base.Deadline;
import org.domainstats.http.Exchange;
import org.domainstats.http.RequestStream;
import org.domainstats.http.ResponseStream;
import org.domainstats.http.ServerResponse;

import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipException;

/** Answers batches, each on a virtual thread, within a bound on how many go on at a time. */
final class BatchExecutor {

    /** Each holds some hundred KiB; a stream of log lines may stay open all day. */
    private static final int MOST_BATCHES = 256;

    /** Enough for a sensor with many pipelines, and room for three others like it. */
    private static final int MOST_PER_CLIENT = 64;

    /**
     * Parts that are begun while those before are written and sent. Each is some MB, and with the
     * store's one writer a few keep it at work.
     */
    private static final int MOST_EARLY_PARTS = 4;

    private static final ServerResponse OVERLOADED =
            ServerResponse.unavailable("too many batches go on at the same time");
    private static final ServerResponse NOT_GZIP =
            ServerResponse.problem(
                    400, "the body is not whole gzip, or unpacks to more than a log does");

    private final AnswerHandler answers;
    private final QueryExecutor failures;
    private final Semaphore earlyParts = new Semaphore(MOST_EARLY_PARTS);
    private final ClientPlaces places = new ClientPlaces(MOST_BATCHES, MOST_PER_CLIENT);

    BatchExecutor(AnswerHandler answers, QueryExecutor failures) {
        this.answers = answers;
        this.failures = failures;
    }

    /** Answers a batch whose body is still to come. On the event loop. */
    void start(Exchange exchange, BatchQuestion question, Encodings encodings) {
        if (!places.tryTake(question.client().limitKey())) {
            exchange.refuse(OVERLOADED);
            return;
        }
        exchange.sayContinue();
        RequestStream body = RequestStream.of(exchange);
        ResponseStream response = new ResponseStream(exchange, fields(encodings));
        RowsOutput output = new RowsOutput(response, encodings.zippedResponse(), answers);
        Thread.ofVirtual()
                .start(
                        () -> {
                            answer(exchange, question, body, encodings.zippedRequest(), output);
                            places.release(question.client().limitKey());
                        });
    }

    /** See {@link ClientPlaces#awaitNone}. */
    boolean awaitEnd(Deadline deadline) throws InterruptedException {
        return places.awaitNone(deadline);
    }

    private static Map<String, String> fields(Encodings encodings) {
        Map<String, String> fields = new HashMap<>();
        fields.put("Content-Type", "application/x-ndjson");
        fields.put("Cache-Control", "no-store");
        if (encodings.zippedResponse()) {
            fields.put("Content-Encoding", "gzip");
        }
        return fields;
    }

    private void answer(
            Exchange exchange,
            BatchQuestion question,
            RequestStream body,
            boolean zipped,
            RowsOutput output) {
        try {
            new BatchExchange(answers, earlyParts, question, output).answer(body, zipped);
        } catch (ZipException | EOFException malformed) {
            end(exchange, output, NOT_GZIP);
        } catch (IOException gone) {
            exchange.execute(exchange::abort);
        } catch (RuntimeException | Error failure) {
            end(exchange, output, failures.responseTo(failure));
        }
    }

    /** Once rows are out, only a cut connection tells the client that others are missing. */
    private static void end(Exchange exchange, RowsOutput output, ServerResponse refusal) {
        if (output.isUnsent()) {
            exchange.execute(() -> exchange.refuse(refusal));
        } else {
            exchange.execute(exchange::abort);
        }
    }
}
