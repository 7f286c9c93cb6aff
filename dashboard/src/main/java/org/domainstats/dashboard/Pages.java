package org.domainstats.dashboard;

import io.vertx.core.json.JsonObject;

import org.domainstats.http.ServerResponse;

import java.nio.charset.StandardCharsets;

/** Responses of the API behind the pages. */
final class Pages {

    private Pages() {}

    /** JSON that no cache may store: it shows what was asked. */
    static ServerResponse json(JsonObject json) {
        return ServerResponse.of(
                        ServerResponse.JSON, json.encode().getBytes(StandardCharsets.UTF_8))
                .notStored();
    }
}
