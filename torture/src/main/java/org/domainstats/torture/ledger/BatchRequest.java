package org.domainstats.torture.ledger;

import org.domainstats.processkit.RawHttpClient;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.IntConsumer;

/**
 * Many sites asked about in one request.
 *
 * @param lines the body
 * @param query such as {@code ?peek=true}
 */
public record BatchRequest(Queue<Integer> sites, String lines, String query) {

    /** Takes the answer about a site. */
    public interface AnswerHandler {
        void answered(int site, ReportedContact contact);
    }

    public static BatchRequest of(int[] sites, String query) {
        StringBuilder lines = new StringBuilder();
        for (int site : sites) {
            lines.append(NumberedNames.site(site)).append('\n');
        }
        return new BatchRequest(
                new ArrayDeque<>(Arrays.stream(sites).boxed().toList()), lines.toString(), query);
    }

    /**
     * How many were answered; the others, if the connection breaks, are given to {@code
     * unanswered}.
     */
    public int send(RawHttpClient client, AnswerHandler handler, IntConsumer unanswered)
            throws IOException {
        int asked = sites.size();
        try {
            client.post("/v1/domains" + query, lines.getBytes(StandardCharsets.US_ASCII));
            int status = client.receiveLines(line -> read(line, handler));
            if (status != 200 || !sites.isEmpty()) {
                throw new IOException("status " + status + " with " + sites.size() + " unanswered");
            }
            return asked;
        } catch (IOException e) {
            sites.forEach(unanswered::accept);
            throw e;
        }
    }

    private void read(String line, AnswerHandler handler) {
        Integer site = line.contains("\"hostname\"") ? sites.poll() : null;
        if (site != null) {
            handler.answered(site, ReportedContact.of(line));
        }
    }
}
