package org.domainstats.logformats;

import org.domainstats.answerformats.JsonObject;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One more member at the end of an object: {@code ,"domain_stats":{...}}; an array of objects where
 * the line has several names. What is not known is left out.
 */
record JsonLayout(Fields fields) implements Layout {

    @Override
    public byte[] facts(List<NameFacts> names) {
        String value =
                names.size() == 1
                        ? object(names.getFirst())
                        : names.stream()
                                .map(this::object)
                                .collect(Collectors.joining(",", "[", "]"));
        return (",\"" + fields.prefix() + "\":" + value).getBytes(StandardCharsets.US_ASCII);
    }

    private String object(NameFacts facts) {
        JsonObject object = new JsonObject();
        for (FactField field : fields.chosen()) {
            List<String> values = facts.values(field);
            if (!values.isEmpty()) {
                switch (field.kind()) {
                    case TEXT, INSTANT -> object.text(field.key(), values.getFirst());
                    case FLAG, COUNT, DECIMAL -> object.raw(field.key(), values.getFirst());
                    case TEXTS -> object.texts(field.key(), values);
                }
            }
        }
        return object.end();
    }
}
