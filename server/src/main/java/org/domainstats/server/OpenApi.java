package org.domainstats.server;

import io.vertx.core.json.JsonObject;

import org.domainstats.http.ServerResponse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The description of the API that the server serves of itself. */
final class OpenApi {

    /** In OpenAPI 3.1. */
    static final ServerResponse RESPONSE = ServerResponse.json(text());

    /** The same in OpenAPI 3.0. */
    static final ServerResponse RESPONSE_30 =
            ServerResponse.json(OpenApi30.of(new JsonObject(text())).encode());

    private OpenApi() {}

    private static String text() {
        try (InputStream file = OpenApi.class.getResourceAsStream("openapi.json")) {
            if (file == null) {
                throw new IllegalStateException("openapi.json is missing from the program");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read openapi.json from the program", e);
        }
    }
}
