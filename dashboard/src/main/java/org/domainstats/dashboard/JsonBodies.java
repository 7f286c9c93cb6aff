package org.domainstats.dashboard;

import io.vertx.core.json.JsonObject;

import org.domainstats.access.ResourceRequest;
import org.domainstats.http.ServerResponse;

/** JSON that the API behind the pages receives and sends. */
final class JsonBodies {

    private JsonBodies() {}

    /**
     * The object that was sent.
     *
     * @param example what to send, for those who sent something else
     */
    static JsonObject sent(ResourceRequest request, String example) {
        return request.json().orElseThrow(() -> new WrongParameter("send " + example));
    }

    /** A text that was sent; empty if there is none. */
    static String text(JsonObject sent, String key) {
        return sent.getValue(key) instanceof String text ? text : "";
    }

    /** JSON that no cache may store: it shows what was asked. */
    static ServerResponse json(JsonObject json) {
        return ServerResponse.json(json.encode()).notStored();
    }
}
