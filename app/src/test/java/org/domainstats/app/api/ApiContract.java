package org.domainstats.app.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.mediatype.ContentAnalyser;
import io.vertx.openapi.mediatype.ContentAnalyserFactory;
import io.vertx.openapi.mediatype.MediaTypePredicate;
import io.vertx.openapi.mediatype.MediaTypeRegistry;
import io.vertx.openapi.mediatype.impl.DefaultMediaTypeRegistration;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;

import org.domainstats.processkit.RawResponse;

import java.util.concurrent.CompletionException;

/** A description of the API as a library reads it, which holds responses against it. */
final class ApiContract implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final ResponseValidator validator;

    /** Fails if the description is none that is valid. */
    ApiContract(JsonObject document) {
        OpenAPIContract contract =
                await(
                        OpenAPIContract.builder(vertx)
                                .setContract(document.copy())
                                .mediaTypeRegistry(mediaTypes())
                                .build());
        this.validator = ResponseValidator.create(vertx, contract);
    }

    /** What a body is by its type: JSON, a JSON object on each line, or text. */
    private static MediaTypeRegistry mediaTypes() {
        return MediaTypeRegistry.createEmpty()
                .register(
                        new DefaultMediaTypeRegistration(
                                MediaTypePredicate.ofRegexp("application/(.*\\+)?json"),
                                ContentAnalyserFactory.json()))
                .register(
                        new DefaultMediaTypeRegistration(
                                MediaTypePredicate.ofExactTypes("application/x-ndjson"),
                                (_, content, _) ->
                                        new Body(
                                                new JsonObject(
                                                        content.toString().split("\n", 2)[0]))))
                .register(
                        new DefaultMediaTypeRegistration(
                                MediaTypePredicate.ofRegexp("text/.*"),
                                (_, content, _) -> new Body(content.toString())));
    }

    private record Body(Object transform) implements ContentAnalyser {

        @Override
        public void checkSyntacticalCorrectness() {}
    }

    /** Fails if an operation gives no such response. */
    void check(String operation, RawResponse response) {
        String type = response.header("content-type").split(";", 2)[0];
        ValidatableResponse checked =
                response.status() == 204
                        ? ValidatableResponse.create(204)
                        : ValidatableResponse.create(
                                response.status(), Buffer.buffer(response.body()), type);
        try {
            await(validator.validate(checked, operation));
        } catch (CompletionException e) {
            throw new AssertionError(operation + " answered " + response, e);
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
