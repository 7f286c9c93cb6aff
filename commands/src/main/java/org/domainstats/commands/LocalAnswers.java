package org.domainstats.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.domainstats.answerformats.Dialect;
import org.domainstats.answerformats.Formats;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.CommunityLink;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.composition.Logging;
import org.domainstats.composition.Wiring;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.lookup.Batch;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.lookup.Question;
import org.domainstats.model.Answer;
import org.domainstats.settings.Settings;
import org.domainstats.store.Store;
import org.domainstats.streams.EngineFacts;
import org.domainstats.streams.FactSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** Answers straight from the data folder, by an engine of this process. */
final class LocalAnswers implements AnswerSource {

    private final SharedVertx vertx;
    private final Store store;
    private final SqliteKnownDomains knownDomains;
    private final CommunityLink link;
    private final LookupEngine engine;
    private final Formats formats;
    private final Duration timeout;
    private final ObjectMapper json = new ObjectMapper();

    LocalAnswers(Settings settings) {
        Logging.configure(settings);
        Wiring wiring = new Wiring(settings);
        vertx = wiring.vertx();
        store = wiring.folder().openStore(wiring.timeout());
        knownDomains = wiring.folder().openKnownDomains();
        link = new CommunityLink(settings, knownDomains, vertx);
        engine = wiring.engine(store, knownDomains, link.community());
        formats = wiring.formats();
        timeout = wiring.timeout();
    }

    @Override
    public JsonNode ask(String name, boolean peek) {
        String line = line(engine.answer(new Question(name, peek, timeout)));
        try {
            return json.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that is no JSON: " + line, e);
        }
    }

    @Override
    public void ask(InputStream rows, OutputStream lines, boolean peek) {
        try {
            new LocalBatch(new Batch(engine, peek, timeout), this::line, lines).answer(rows);
        } catch (IOException e) {
            throw new CommandException("not all rows were answered: " + ErrorMessages.reason(e), e);
        }
    }

    @Override
    public FactSource facts(boolean peek, boolean live) {
        Batch whole = new Batch(engine, peek, timeout);
        return new EngineFacts(
                () -> live ? new Batch(engine, peek, timeout) : whole, formats, Wiring.clock());
    }

    private String line(Answer answer) {
        return formats.line(Dialect.V1, answer, Wiring.clock().instant());
    }

    @Override
    public void close() {
        link.close();
        engine.close();
        vertx.close();
        store.close();
        knownDomains.close();
    }
}
