package org.domainstats.commands;

import com.fasterxml.jackson.databind.JsonNode;

import org.domainstats.settings.Settings;
import org.domainstats.streams.FactSource;

import java.io.InputStream;
import java.io.OutputStream;

/** Where the {@code lookup} command gets its answers, in the words of {@code /v1}. */
interface AnswerSource extends AutoCloseable {

    JsonNode ask(String name, boolean peek);

    /** Answers a row of the input with a line of the output, in order, each as soon as it comes. */
    void ask(InputStream rows, OutputStream lines, boolean peek);

    /**
     * The same answers as facts for the lines of logs.
     *
     * @param live whether the log is being written: each part of it may then wait for the outside
     *     world as long as a question may, and else all of it together
     */
    FactSource facts(boolean peek, boolean live);

    @Override
    void close();

    /** The running server of these settings if there is one, else the data folder. */
    static AnswerSource open(Settings settings) {
        return ServerAnswers.reach(settings)
                .<AnswerSource>map(server -> server)
                .orElseGet(() -> new LocalAnswers(settings));
    }
}
