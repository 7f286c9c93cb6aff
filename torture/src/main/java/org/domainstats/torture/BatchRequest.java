package org.domainstats.torture;

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
record BatchRequest(Queue<Integer> sites, String lines, String query) {

    /** What is done with what was said about a site. */
    interface Hearing {
        void said(int site, ReportedContact said);
    }

    static BatchRequest of(int[] sites, String query) {
        StringBuilder lines = new StringBuilder();
        for (int site : sites) {
            lines.append(NumberedNames.site(site)).append('\n');
        }
        return new BatchRequest(
                new ArrayDeque<>(Arrays.stream(sites).boxed().toList()), lines.toString(), query);
    }

    /** How many were answered; the others, if the connection breaks, are given to {@code cut}. */
    int send(RawHttpClient client, Hearing hearing, IntConsumer cut) throws IOException {
        int asked = sites.size();
        try {
            client.post("/v1/domains" + query, lines.getBytes(StandardCharsets.US_ASCII));
            int status = client.receiveLines(line -> hear(line, hearing));
            if (status != 200 || !sites.isEmpty()) {
                throw new IOException("status " + status + " with " + sites.size() + " unanswered");
            }
            return asked;
        } catch (IOException e) {
            sites.forEach(cut::accept);
            throw e;
        }
    }

    private void hear(String line, Hearing hearing) {
        Integer site = line.contains("\"hostname\"") ? sites.poll() : null;
        if (site != null) {
            hearing.said(site, ReportedContact.of(line));
        }
    }
}
