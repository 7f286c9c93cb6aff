package org.domainstats.server;

import org.domainstats.answerformats.PlainTextFormat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The two plain text paths of the first domain_stats. They use no first contact up. */
final class PlainTextPages {

    static final String ALEXA = "alexa/";
    static final String DOMAIN = "domain/";

    private final AnswerHandler answers;

    PlainTextPages(AnswerHandler answers) {
        this.answers = answers;
    }

    /** The rank of a hostname, without waiting for the outside world. */
    String alexa(String hostname) {
        return PlainTextFormat.rank(answers.peek(hostname, Duration.ZERO));
    }

    /**
     * The fields of a domain.
     *
     * @param path fields and hostname, separated by slashes
     */
    String domain(String path) {
        List<String> parts = Arrays.asList(path.split("/", -1));
        return PlainTextFormat.fields(
                answers.peek(parts.getLast(), answers.timeout()),
                parts.subList(0, parts.size() - 1));
    }
}
