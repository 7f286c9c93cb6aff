package org.domainstats.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;

import org.domainstats.app.WebClient;
import org.domainstats.app.access.TokenServer;
import org.domainstats.processkit.RawResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the description of the API says of refusals is true of every operation. */
@Timeout(300)
class OpenApiRefusalsTest {

    /** Of HTTP itself, or of all responses of ours. */
    private static final Set<String> USUAL_FIELDS =
            Set.of(
                    "cache-control",
                    "connection",
                    "content-length",
                    "content-type",
                    "date",
                    "transfer-encoding",
                    "vary",
                    "x-content-type-options");

    /** What may be answered before it is known what is asked for. */
    private static final Set<Integer> OF_ALL = Set.of(403, 405, 431);

    /** Longer than any operation takes. */
    private static final String LONG_BODY = "x".repeat(5 << 20);

    private static final int FAILED_SIGN_INS = 6;

    @TempDir private static Path folder;
    private static TokenServer server;
    private static WebClient admin;
    private static List<ApiOperation> operations;

    @BeforeAll
    static void start() throws Exception {
        server = TokenServer.start(folder);
        admin = server.client().bearing(server.admin());
        operations = ApiOperation.all(new JsonObject(admin.get("/openapi.json").bodyOfSuccess()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whoHasNoTokenOrTooLowARole() throws Exception {
        for (ApiOperation operation : operations) {
            if (!operation.role().equals("none")) {
                describedAs(401, operation, send(operation, server.client(), operation.body()));
            }
            if (Set.of("read", "admin").contains(operation.role())) {
                WebClient asking = server.client().bearing(server.ask());
                describedAs(403, operation, send(operation, asking, operation.body()));
            }
        }
    }

    @Test
    void bodiesThatAreTooLongOrNotWhatIsTaken() throws Exception {
        for (ApiOperation operation : operations) {
            // A log that is sent has no length that would be too much, and no row that is wrong.
            if (!operation.body().isEmpty() && !operation.id().equals("lookUpMany")) {
                describedAs(413, operation, send(operation, admin, LONG_BODY));
                describedAs(400, operation, send(operation, admin, "{"));
            }
        }
        ApiOperation batch = operation("lookUpMany");
        WebClient brotli = admin.with("Content-Encoding: br");
        describedAs(415, batch, send(batch, brotli, batch.body()));
    }

    @Test
    void parametersThatAreNone() throws Exception {
        for (ApiOperation operation : operations) {
            for (String wrong :
                    operation.isStream() ? List.<String>of() : operation.queryParameters()) {
                String target = operation.target();
                RawResponse response =
                        admin.send(
                                operation.method(),
                                target + (target.contains("?") ? "&" : "?") + wrong + "=%00",
                                operation.body());
                if (response.status() >= 400) {
                    describedAs(400, operation, response);
                }
            }
        }
    }

    @Test
    void whatIsRefusedBeforeItIsKnownWhatIsAskedFor() throws Exception {
        for (ApiOperation operation : operations) {
            WebClient foreign = admin.with("Origin: http://evil.example");
            describedAs(403, operation, send(operation, foreign, operation.body()));
            WebClient long_ = admin.with("X-Long: " + "x".repeat(70_000));
            describedAs(431, operation, send(operation, long_, operation.body()));
            RawResponse other = admin.send("PATCH", operation.target(), "");
            describedAs(405, operation, other);
        }
    }

    @Test
    void whatIsNotThere() throws Exception {
        for (ApiOperation operation : operations) {
            if (operation.response("404") != null) {
                String target = operation.target().replace("example.com", "never-asked.com");
                describedAs(
                        404, operation, admin.send(operation.method(), target, operation.body()));
            }
        }
        ApiOperation revoke = operation("revokeToken");
        String last = revoke.path().replace("{name}", "boss");
        describedAs(409, revoke, admin.delete(last));
    }

    @Test
    void signInsThatFailTooOften() throws Exception {
        ApiOperation signIn = operation("signIn");
        WebClient guessing = server.client().from("127.0.0.77");
        RawResponse response = signIn.call(guessing);
        for (int i = 1; i < FAILED_SIGN_INS; i++) {
            describedAs(401, signIn, response);
            response = signIn.call(guessing);
        }
        describedAs(429, signIn, response);
    }

    @Test
    void fieldsOfWhatSucceeds() throws Exception {
        for (ApiOperation operation : operations) {
            // The token of the example does not sign in.
            if (!operation.id().equals("signIn")) {
                checkFields(operation, operation.call(admin));
            }
        }
        checkFields(operation("signIn"), server.signIn(server.client(), server.read()));
    }

    private static ApiOperation operation(String id) {
        return operations.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    private static RawResponse send(ApiOperation operation, WebClient from, String body)
            throws IOException {
        return from.send(operation.method(), operation.target(), body);
    }

    private static void describedAs(int status, ApiOperation operation, RawResponse response) {
        assertThat(response.status()).as(operation.id() + response).isEqualTo(status);
        assertThat(new JsonObject(response.body()).getInteger("status")).isEqualTo(status);
        checkFields(operation, response);
    }

    private static JsonObject description(ApiOperation operation, int status) {
        JsonObject own = operation.response(Integer.toString(status));
        JsonObject found =
                own == null && OF_ALL.contains(status) ? operation.response("default") : own;
        assertThat(found).as(operation.id() + " " + status).isNotNull();
        return found;
    }

    private static void checkFields(ApiOperation operation, RawResponse response) {
        Set<String> described =
                description(operation, response.status())
                        .getJsonObject("headers", new JsonObject())
                        .fieldNames()
                        .stream()
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        assertThat(response.headers().keySet())
                .as("header fields of " + operation.id() + " " + response.status())
                .allMatch(each -> USUAL_FIELDS.contains(each) || described.contains(each));
    }
}
