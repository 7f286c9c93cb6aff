package org.domainstats.answerformats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import java.io.IOException;
import java.util.Set;

/**
 * A row in JSON: a string, or an object that has the name under {@code hostname} or {@code domain}.
 */
final class RowJson {

    static final Set<String> KEYS = Set.of("hostname", "domain");

    /** Of a batch that is one array; past these it is given up. Memory is what they bound. */
    static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(LineRows.LONGEST)
                                    .maxNestingDepth(16)
                                    .build())
                    .build();

    private RowJson() {}

    static Row row(byte[] octets, int start, int end) {
        try (JsonParser parser = FACTORY.createParser(octets, start, end - start)) {
            ArrayElement element = new ArrayElement();
            while (!element.isWhole()) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return Row.bad(LineRows.text(octets, start, end));
                }
                element.take(token, parser);
            }
            return parser.nextToken() == null && !element.row().bad()
                    ? element.row()
                    : Row.bad(LineRows.text(octets, start, end));
        } catch (IOException e) {
            return Row.bad(LineRows.text(octets, start, end));
        }
    }
}
