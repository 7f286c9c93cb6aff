package org.domainstats.events;

import org.domainstats.answerformats.Json;
import org.domainstats.base.LimitedLog;
import org.domainstats.httpclient.ClientRequest;
import org.domainstats.httpclient.ClientResponse;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Bulk requests to Elasticsearch. In the mode {@code lookup} the index has one document for each
 * site with all that is known of it, for {@code LOOKUP JOIN}; in the mode {@code log} one for each
 * event.
 */
final class ElasticsearchOutput implements Output {

    /** Strings are keywords: that is what is joined on. */
    private static final String LOOKUP_INDEX =
            "{\"settings\":{\"index\":{\"mode\":\"lookup\"}},\"mappings\":{\"dynamic_templates\":"
                    + "[{\"texts\":{\"match_mapping_type\":\"string\",\"mapping\":"
                    + "{\"type\":\"keyword\"}}}]}}";

    private static final int CONFLICT = 409;
    private static final int BAD_REQUEST = 400;

    private final LimitedLog log =
            new LimitedLog(LoggerFactory.getLogger(ElasticsearchOutput.class));
    private final String name;
    private final URI index;
    private final boolean lookup;
    private final HttpEndpoint endpoint;
    private boolean ready;

    private ElasticsearchOutput(OutputSpec spec, URI index, HttpEndpoint endpoint) {
        this.name = spec.name();
        this.index = index;
        this.lookup =
                switch (spec.option("mode", "lookup")) {
                    case "lookup" -> true;
                    case "log" -> false;
                    default -> throw new IllegalArgumentException("mode is lookup or log");
                };
        this.endpoint = endpoint;
        this.ready = !lookup;
    }

    static ElasticsearchOutput of(OutputSpec spec, OutputParts parts) {
        if (!spec.format().isJson()) {
            throw new IllegalArgumentException(
                    "Elasticsearch takes JSON: format is ecs, ocsf or json");
        }
        String url = spec.target().toString();
        URI index = URI.create(url.substring(url.indexOf('+') + 1));
        if (index.getHost() == null
                || index.getPath() == null
                || !index.getPath().matches("/[a-z0-9][a-z0-9._-]{0,200}")) {
            throw new IllegalArgumentException(
                    "Elasticsearch needs a host and the name of an index:"
                            + " elasticsearch+https://host:9200/domain-stats");
        }
        return new ElasticsearchOutput(spec, index, HttpEndpoint.of(spec, parts, true));
    }

    @Override
    public void deliver(List<Outgoing> events) throws IOException {
        if (!ready) {
            createIndex();
            ready = true;
        }
        StringBuilder bulk = new StringBuilder();
        for (Outgoing event : events) {
            bulk.append(action(event.event())).append('\n').append(event.line()).append('\n');
        }
        ClientResponse response =
                endpoint.deliver(
                        ClientRequest.post(
                                        URI.create(index + "/_bulk"),
                                        bulk.toString().getBytes(StandardCharsets.US_ASCII))
                                .header("Content-Type", "application/x-ndjson"));
        check(BulkReply.parse(response.body()), events.size());
    }

    /** A document is never overwritten by what was known earlier. */
    private String action(EventDocument event) {
        return lookup
                ? "{\"index\":{\"_id\":"
                        + Json.string(event.site())
                        + ",\"version\":"
                        + event.number()
                        + ",\"version_type\":\"external_gte\"}}"
                : "{\"create\":{\"_id\":" + Json.string(event.id()) + "}}";
    }

    private void createIndex() throws IOException {
        ClientResponse response =
                endpoint.send(
                        ClientRequest.put(index, LOOKUP_INDEX.getBytes(StandardCharsets.US_ASCII))
                                .header("Content-Type", "application/json"));
        boolean exists =
                response.status() == BAD_REQUEST
                        && new String(response.body(), StandardCharsets.UTF_8)
                                .contains("resource_already_exists_exception");
        if (!exists && (response.status() < 200 || response.status() > 299)) {
            throw new IOException(
                    "the index cannot be created: its reply has status " + response.status());
        }
    }

    /** A document that the index will never take must not hold up all others. */
    private void check(BulkReply reply, int documents) throws IOException {
        if (reply.statuses().size() != documents) {
            throw new IOException("its reply is not about " + documents + " documents");
        }
        for (int status : reply.statuses()) {
            if (status == BAD_REQUEST) {
                log.error(
                        name,
                        null,
                        "output {}: a document is refused and left out: {}",
                        name,
                        reply.reason());
            } else if ((status < 200 || status > 299) && status != CONFLICT) {
                throw new IOException("a document has status " + status + ": " + reply.reason());
            }
        }
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
