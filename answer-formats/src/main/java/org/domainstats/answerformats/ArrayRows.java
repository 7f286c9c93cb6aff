package org.domainstats.answerformats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** A row in each element of a JSON array. Where the JSON breaks is a bad row, and the last one. */
final class ArrayRows implements BatchRows.Shape {

    private final Consumer<Row> rows;
    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private @Nullable ArrayElement element;
    private boolean opened;
    private boolean closed;
    private boolean over;

    ArrayRows(Consumer<Row> rows) {
        this.rows = rows;
        try {
            this.parser = RowJson.FACTORY.createNonBlockingByteArrayParser();
        } catch (IOException impossible) {
            throw new UncheckedIOException("nothing is read yet", impossible);
        }
        this.feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
    }

    @Override
    public void take(byte[] octets, int start, int end) {
        if (!over) {
            try {
                feeder.feedInput(octets, start, end);
                readTokens();
            } catch (IOException e) {
                broken(e);
            }
        }
    }

    private void readTokens() throws IOException {
        JsonToken token = parser.nextToken();
        while (token != null && token != JsonToken.NOT_AVAILABLE && !over) {
            take(token);
            token = parser.nextToken();
        }
    }

    private void take(JsonToken token) throws IOException {
        if (!opened) {
            opened = true;
        } else if (closed) {
            over = true;
            rows.accept(Row.bad("there is more behind the array: send one, or a row on each line"));
        } else if (element == null && token == JsonToken.END_ARRAY) {
            closed = true;
        } else {
            ArrayElement current = element == null ? new ArrayElement() : element;
            current.take(token, parser);
            element = current.isWhole() ? null : current;
            if (current.isWhole()) {
                rows.accept(current.row());
            }
        }
    }

    private void broken(IOException fault) {
        over = true;
        boolean deep = fault instanceof StreamConstraintsException;
        rows.accept(
                Row.bad(
                        deep
                                ? "the array is too deep or has too long a string"
                                : "the array is broken here: no JSON"));
    }

    @Override
    public void end() {
        if (!over && !closed) {
            over = true;
            rows.accept(Row.bad("the array has no end"));
        }
    }
}
