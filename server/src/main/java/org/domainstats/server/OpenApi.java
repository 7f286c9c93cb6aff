package org.domainstats.server;

import io.vertx.core.json.JsonObject;

import org.domainstats.base.ResourceFile;
import org.domainstats.http.ServerResponse;

/** The description of the API that the server serves of itself. */
final class OpenApi {

    /** In OpenAPI 3.1. */
    static final ServerResponse RESPONSE =
            ServerResponse.json(ResourceFile.text(OpenApi.class, "openapi.json"));

    /** The same in OpenAPI 3.0. */
    static final ServerResponse RESPONSE_30 =
            ServerResponse.json(
                    OpenApi30.of(new JsonObject(ResourceFile.text(OpenApi.class, "openapi.json")))
                            .encode());

    private OpenApi() {}
}
