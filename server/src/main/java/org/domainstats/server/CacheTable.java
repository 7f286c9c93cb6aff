package org.domainstats.server;

import io.vertx.core.buffer.Buffer;

import org.domainstats.answerformats.CacheReport;
import org.domainstats.http.Exchange;
import org.domainstats.http.ResponseStream;
import org.domainstats.http.ServerResponse;
import org.domainstats.lookup.cache.CacheEntry;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.Semaphore;

/**
 * {@code /showcache}: the whole cache as a table, what was read most often first, as the first
 * domain_stats 1.x printed it. It goes out in parts, since a full cache makes some 25 MB of it.
 */
final class CacheTable {

    static final String PATH = "showcache";

    /** Its sorted list takes some MB. */
    private static final int MOST_AT_A_TIME = 2;

    private static final int ROWS_IN_PART = 256;
    private static final ServerResponse OVERLOADED =
            ServerResponse.unavailable("the cache is being shown to others");

    private final AnswerHandler answers;
    private final QueryExecutor failures;
    private final Semaphore places = new Semaphore(MOST_AT_A_TIME);

    CacheTable(AnswerHandler answers, QueryExecutor failures) {
        this.answers = answers;
        this.failures = failures;
    }

    /** On the event loop. */
    void start(Exchange exchange) {
        if (exchange.isHead()) {
            exchange.respond(ServerResponse.text(""));
        } else if (!places.tryAcquire()) {
            exchange.respond(OVERLOADED);
        } else {
            ResponseStream response =
                    new ResponseStream(
                            exchange, Map.of("Content-Type", ServerResponse.TEXT.toString()));
            ResponseStream.start(
                    exchange,
                    "cache table",
                    () -> {
                        answer(exchange, response);
                        places.release();
                    });
        }
    }

    private void answer(Exchange exchange, ResponseStream response) {
        try {
            send(response);
        } catch (IOException gone) {
            exchange.execute(exchange::abort);
        } catch (RuntimeException | Error failure) {
            ServerResponse problem = failures.responseTo(failure);
            exchange.execute(
                    () -> {
                        if (response.isUnsent()) {
                            exchange.respond(problem);
                        } else {
                            exchange.abort();
                        }
                    });
        }
    }

    private void send(ResponseStream response) throws IOException {
        List<Entry<String, CacheEntry>> rows =
                CachePages.bySite(answers).entrySet().stream()
                        .sorted(Comparator.comparingLong(row -> -row.getValue().reads()))
                        .toList();
        response.write(Buffer.buffer(CacheReport.HEADING));
        for (int from = 0; from < rows.size(); from += ROWS_IN_PART) {
            Buffer part = Buffer.buffer();
            for (Entry<String, CacheEntry> row :
                    rows.subList(from, Math.min(rows.size(), from + ROWS_IN_PART))) {
                part.appendString(answers.cacheReportRow(row.getKey(), row.getValue()));
            }
            response.write(part);
        }
        response.end();
    }
}
