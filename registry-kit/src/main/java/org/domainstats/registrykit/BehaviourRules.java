package org.domainstats.registrykit;

import org.domainstats.registrykit.Behaviour.Drip;
import org.domainstats.registrykit.Behaviour.Hang;
import org.domainstats.registrykit.Behaviour.Huge;
import org.domainstats.registrykit.Behaviour.Redirect;
import org.domainstats.registrykit.Behaviour.Registered;
import org.domainstats.registrykit.Behaviour.Reply;
import org.domainstats.registrykit.Behaviour.Reset;
import org.domainstats.registrykit.Behaviour.Undisclosed;
import org.domainstats.registrykit.Behaviour.Unregistered;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Behaviours as words, for rules on a command line or in a file. */
final class BehaviourRules {

    static final String WORDS =
            """
            registered INSTANT [UNTIL]   unregistered   undisclosed   file PATH [STATUS]
            hang   drip [MILLIS]   reset   huge   empty   garbage   latin1
            throttled [RETRY-AFTER]   forbidden   unprocessable   quota-notice   error STATUS
            redirect URL   redirect-loop   wrong-domain   html
            """;

    private static final long HUGE = 100L << 20;

    private BehaviourRules() {}

    /**
     * Reads a behaviour.
     *
     * @throws IllegalArgumentException if it is none; the message lists those there are
     */
    static Behaviour parse(String text) {
        String[] words = text.strip().split("\\s+", -1);
        return switch (words[0]) {
            case "hang" -> new Hang();
            case "reset" -> new Reset();
            case "huge" -> new Huge(HUGE);
            case "drip" ->
                    new Drip(
                            new Registered(Instant.parse("2001-01-01T00:00:00Z"), null),
                            words.length > 1 ? Long.parseLong(words[1]) : 1_000);
            default -> reply(words, text);
        };
    }

    private static Reply reply(String[] words, String text) {
        return switch (words[0]) {
            case "registered" ->
                    new Registered(
                            Instant.parse(argument(words, text)),
                            words.length > 2 ? Instant.parse(words[2]) : null);
            case "unregistered" -> new Unregistered();
            case "undisclosed" -> new Undisclosed();
            case "redirect" -> new Redirect(302, argument(words, text));
            case "redirect-loop" -> new Redirect(302, "*");
            case "throttled" ->
                    words.length > 1
                            ? Behaviour.throttled(text.strip().substring("throttled ".length()))
                            : Behaviour.throttled();
            case "file" ->
                    Behaviour.says(
                            words.length > 2 ? Integer.parseInt(words[2]) : 200,
                            "application/rdap+json",
                            bytes(argument(words, text)));
            case "error" ->
                    Behaviour.says(Integer.parseInt(argument(words, text)), "text/plain", "error");
            default -> disguised(words[0], text);
        };
    }

    private static Reply disguised(String word, String text) {
        return switch (word) {
            case "empty" -> Behaviour.says(200, "application/rdap+json", "");
            case "garbage" ->
                    Behaviour.says(200, "application/rdap+json", "{\"a\":[1,2,}\u0001\u001b[2J");
            case "html" -> Behaviour.says(200, "text/html", "<html><body>It works!</body></html>");
            case "latin1" ->
                    Behaviour.says(
                            200,
                            "application/rdap+json; charset=utf-16",
                            "{\"objectClassName\":\"domain\",\"remarks\":\"caf\u00e9\"}"
                                    .getBytes(StandardCharsets.ISO_8859_1));
            case "forbidden" ->
                    Behaviour.says(
                            403, "text/html", "<html>Number of allowed queries exceeded</html>");
            case "unprocessable" ->
                    Behaviour.says(422, "application/rdap+json", "{\"errorCode\":\"422\"}");
            case "quota-notice" ->
                    Behaviour.says(
                            200,
                            "application/rdap+json",
                            "{\"notices\":{\"title\":\"401 Unauthorized\",\"description\":[\"Quota exceeded (31/30)\"]}}");
            case "wrong-domain" ->
                    Behaviour.says(
                            200,
                            "application/rdap+json",
                            PlainReplies.rdap(
                                    "somebody-else.example",
                                    new Registered(Instant.parse("1999-01-01T00:00:00Z"), null)));
            default ->
                    throw new IllegalArgumentException(
                            "not a behaviour: " + text + "\nthere are:\n" + WORDS);
        };
    }

    private static String argument(String[] words, String text) {
        if (words.length < 2) {
            throw new IllegalArgumentException("something is missing after: " + text);
        }
        return words[1];
    }

    private static byte[] bytes(String path) {
        try {
            return Files.readAllBytes(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
