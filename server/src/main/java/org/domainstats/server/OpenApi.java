package org.domainstats.server;

import org.domainstats.http.ServerResponse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The description of the API that the server serves of itself. */
final class OpenApi {

    static final ServerResponse RESPONSE = ServerResponse.json(text());

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
