package org.domainstats.app.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.domainstats.app.WebClient;
import org.domainstats.processkit.RawResponse;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An operation of a description, which has an example for everything that a call of it needs.
 *
 * @param operation as it is described
 * @param document what its references are to
 */
public record ApiOperation(String method, String path, JsonObject operation, JsonObject document) {

    private static final String STREAM = "text/event-stream";

    /** A comment, as a stream without events may have. */
    private static final String STREAM_BEGUN = ":\n";

    /** All of them, in their order. */
    public static List<ApiOperation> all(JsonObject document) {
        List<ApiOperation> all = new ArrayList<>();
        for (Map.Entry<String, Object> path : document.getJsonObject("paths")) {
            for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
                all.add(
                        new ApiOperation(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                (JsonObject) operation.getValue(),
                                document));
            }
        }
        return all;
    }

    public String id() {
        return operation.getString("operationId");
    }

    public String role() {
        return operation.getString("x-role");
    }

    /** Calls it by its examples. */
    public RawResponse call(WebClient client) throws IOException {
        if (isStream()) {
            RawResponse head = client.head(target());
            return new RawResponse(head.start(), head.headers(), STREAM_BEGUN);
        }
        return client.send(method, target(), body());
    }

    /** Whether it answers without an end. */
    public boolean isStream() {
        return operation
                .getJsonObject("responses")
                .getJsonObject("200", new JsonObject())
                .encode()
                .contains(STREAM);
    }

    /** Its path with the parameters that it needs. */
    public String target() {
        String target = path;
        String query = "";
        for (Object each : operation.getJsonArray("parameters", new JsonArray())) {
            JsonObject parameter = resolved((JsonObject) each);
            if (parameter.getBoolean("required", false)) {
                String name = parameter.getString("name");
                String example = String.valueOf(parameter.getValue("example"));
                target = target.replace("{" + name + "}", example);
                query +=
                        parameter.getString("in").equals("query") ? "&" + name + "=" + example : "";
            }
        }
        return query.isEmpty() ? target : target + "?" + query.substring(1);
    }

    /** The names of what may stand in its query. */
    public List<String> queryParameters() {
        return operation.getJsonArray("parameters", new JsonArray()).stream()
                .map(each -> resolved((JsonObject) each))
                .filter(each -> each.getString("in").equals("query"))
                .map(each -> each.getString("name"))
                .toList();
    }

    /** What is said of a status, or of {@code default}; or null. */
    @Nullable JsonObject response(String status) {
        JsonObject described = operation.getJsonObject("responses").getJsonObject(status);
        return described == null ? null : resolved(described);
    }

    private JsonObject resolved(JsonObject given) {
        String reference = given.getString("$ref");
        if (reference == null) {
            return given;
        }
        JsonObject found = document;
        for (String step : reference.substring("#/".length()).split("/", -1)) {
            found = found.getJsonObject(step);
        }
        return found;
    }

    /** The example of its body; empty if it has none. */
    public String body() {
        JsonObject body = operation.getJsonObject("requestBody");
        if (body == null) {
            return "";
        }
        JsonObject content =
                (JsonObject) body.getJsonObject("content").iterator().next().getValue();
        return content.getValue("example") instanceof JsonObject example
                ? example.encode()
                : String.valueOf(content.getValue("example"));
    }
}
