package org.domainstats.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a name says by itself, through a real server and the commands. */
@Timeout(600)
class ScoresAcceptanceTest {

    private static final String MADE_UP = "qzxvkjwq4217.com";

    @TempDir private Path folder;

    @Test
    void scoresLookalikesAndLabelsAreInAnswersEventsAndEnrichedLogs() throws Exception {
        Path labels = Files.writeString(folder.resolve("seen-in-mail"), "paypa1.com\n");
        try (ServerProcess server = serve("--labels=" + labels, "--brands=examplebank.com")) {
            assertThat(server.ask(MADE_UP)).containsPattern("\\\\\"randomness\\\\\": (0\\.9|1)");
            assertThat(server.get("/v1/domains/" + MADE_UP))
                    .containsPattern("\"randomness\":(0\\.9|1)");
            assertThat(server.ask("examp1ebank.com"))
                    .contains("\\\"lookalike\\\": {\\\"of\\\": \\\"examplebank.com\\\"");
            awaitPopular(server);
            assertThat(server.get("/v1/domains/paypa1.com"))
                    .contains("\"lookalike_of\":\"paypal.com\"", "\"lookalike_why\":\"1 for l\"")
                    .contains("\"labels\":[\"seen-in-mail\"]");
            assertThat(enriched(server, "paypa1.com"))
                    .contains("\"lookalike_of\":\"paypal.com\"", "\"labels\":[\"seen-in-mail\"]");
            assertEvents(server, "randomness-from=0.9", MADE_UP, "examp1ebank.com");
            assertEvents(server, "lookalike=yes", "examp1ebank.com", MADE_UP);
        }
    }

    @Test
    void aModelThatIsTrainedHereIsTheOneThatCounts() throws Exception {
        // All that people choose here looks as what a program makes up elsewhere.
        Path names =
                Files.writeString(
                        folder.resolve("names"),
                        IntStream.range(0, 3_000)
                                .mapToObj(i -> "qzxvkjwq" + (4_000 + i) + ".com\n")
                                .collect(Collectors.joining()));
        Path model = folder.resolve("randomness.model");
        CommandResult trained =
                Cli.run(
                        "admin",
                        "train-score",
                        "--data=" + folder.resolve("data"),
                        "--names=" + names,
                        "--output=" + model);
        assertThat(trained.exit()).as(trained.err()).isZero();
        try (ServerProcess server = serve("--randomness-model=" + model)) {
            assertThat(server.get("/v1/domains/" + MADE_UP))
                    .containsPattern("\"randomness\":0\\.[0-4]");
            assertThat(server.ask(MADE_UP)).doesNotContain("randomness");
        }
    }

    @Test
    void whatIsNoModelStopsTheStartAndSaysTheWayOut() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong"), "hello");
        CommandResult run =
                Cli.run("serve", "--data=" + folder.resolve("data"), "--randomness-model=" + wrong);
        assertThat(run.exit()).isNotZero();
        assertThat(run.err()).contains(wrong.toString(), "admin train-score");
    }

    private ServerProcess serve(String... flags) throws Exception {
        return ServerProcess.start(
                Cli.command("serve", "--port=0", "--data=" + folder.resolve("data"))
                        .with("--rdap=off", "--whois=off")
                        .with(flags));
    }

    /** A server has read the popular domains a moment after its start; an answer stays as it is. */
    private static void awaitPopular(ServerProcess server) throws Exception {
        Iterator<String> countries = List.of(Locale.getISOCountries()).iterator();
        Await.until(
                "popular domains",
                () ->
                        server.get(
                                        "/v1/domains/paypa1."
                                                + countries.next().toLowerCase(Locale.ROOT))
                                .contains("\"lookalike_of\":\"paypal.com\""));
    }

    private String enriched(ServerProcess server, String name) throws Exception {
        return Cli.runWith(
                        "{\"query\":\"" + name + "\"}\n",
                        "enrich",
                        "--fields=lookalike_of,labels,randomness",
                        "--port=" + server.url().getPort(),
                        "--data=" + folder.resolve("other"))
                .out();
    }

    private static void assertEvents(
            ServerProcess server, String filter, String wanted, String unwanted) throws Exception {
        String page = "/v1/events?after=0&limit=100&" + filter;
        Await.until("event of " + wanted, () -> server.get(page).contains(wanted));
        assertThat(server.get(page)).doesNotContain(unwanted);
    }
}
