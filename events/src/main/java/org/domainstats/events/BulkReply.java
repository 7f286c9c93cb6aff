package org.domainstats.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import org.domainstats.model.Printable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What Elasticsearch says of each document of a bulk request.
 *
 * @param statuses in the order of the documents
 * @param reason of the first failure, for people; empty if there is none
 */
record BulkReply(List<Integer> statuses, String reason) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_REASON = 300;

    /**
     * Reads a reply.
     *
     * @throws IOException if it is none
     */
    static BulkReply parse(byte[] body) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            List<Integer> statuses = new ArrayList<>();
            String reason = "";
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token != JsonToken.FIELD_NAME) {
                    continue;
                }
                // {"items":[{"index":{"status":201,"error":{"reason":"..."}}}]}
                if (depth == 4 && parser.currentName().equals("status")) {
                    statuses.add(parser.nextIntValue(0));
                } else if (depth == 5 && parser.currentName().equals("reason")) {
                    String text = String.valueOf(parser.nextTextValue());
                    reason = reason.isEmpty() ? text : reason;
                }
            }
            String shown = reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
            return new BulkReply(statuses, Printable.of(shown));
        } catch (JsonProcessingException e) {
            throw new IOException("its reply is not the JSON of Elasticsearch: a wrong URL?", e);
        }
    }
}
