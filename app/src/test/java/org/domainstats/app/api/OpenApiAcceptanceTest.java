package org.domainstats.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;

import org.domainstats.access.AccessRule;
import org.domainstats.access.AccessTable;
import org.domainstats.app.Cli;
import org.domainstats.app.WebClient;
import org.domainstats.processkit.RawResponse;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** The descriptions of the API are valid, complete, and true of every operation. */
@Timeout(300)
class OpenApiAcceptanceTest {

    @TempDir private static Path folder;
    private static ServerProcess server;
    private static WebClient client;

    @BeforeAll
    static void start() throws Exception {
        Path tokens = folder.resolve("tokens");
        String admin =
                Cli.run("admin", "token", "add", "boss", "--role=admin", "--token-file=" + tokens)
                        .out()
                        .strip();
        server =
                Cli.serve(
                        folder.resolve("data"),
                        "--rdap=off",
                        "--whois=off",
                        "--token-file=" + tokens);
        client = WebClient.of(server).bearing(admin);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** As it reads where it was fetched: the library knows no relative servers. */
    private static JsonObject document(String path) throws Exception {
        JsonObject document = new JsonObject(client.get(path).bodyOfSuccess());
        document.getJsonArray("servers")
                .getJsonObject(0)
                .put("url", server.url().resolve("/").toString());
        return document;
    }

    @Test
    void everyOperationIsCalledAndAnswersAsDescribed() throws Exception {
        JsonObject document = document("/openapi.json");
        try (ApiContract newest = new ApiContract(document);
                ApiContract older = new ApiContract(document("/openapi-3.0.json"))) {
            for (ApiOperation operation : ApiOperation.all(document)) {
                RawResponse response = operation.call(client);
                newest.check(operation.id(), response);
                older.check(operation.id(), response);
                // No token that works can stand in a description.
                assertThat(response.status())
                        .as(operation + response.body())
                        .isLessThan(operation.id().equals("signIn") ? 402 : 300);
            }
        }
    }

    @Test
    void everyPathIsDescribedWithItsRole() throws Exception {
        assertThat(
                        ApiOperation.all(document("/openapi.json")).stream()
                                .map(each -> each.method() + " " + each.path() + " " + each.role()))
                .containsExactlyInAnyOrderElementsOf(
                        AccessTable.RULES.stream()
                                .map(
                                        rule ->
                                                rule.method()
                                                        + " "
                                                        + rule.path().replace("/*", "/")
                                                        + " "
                                                        + role(rule))
                                .toList());
    }

    private static String role(AccessRule rule) {
        return rule.role() == null ? "none" : rule.role().text();
    }

    @Test
    void olderDescriptionHasTheSameOperationsInItsOwnWords() throws Exception {
        JsonObject older = document("/openapi-3.0.json");
        assertThat(older.getString("openapi")).isEqualTo("3.0.3");
        assertThat(ApiOperation.all(older)).hasSameSizeAs(AccessTable.RULES);
        assertThat(older.encode())
                .doesNotContain("unevaluatedProperties", "\"const\"", "\"identifier\"")
                .doesNotContain("\"type\":[");
    }
}
