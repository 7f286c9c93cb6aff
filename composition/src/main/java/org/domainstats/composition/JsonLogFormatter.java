package org.domainstats.composition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * A log record as one JSON object on a line: {@code ts} (RFC 3339, UTC), {@code level}, {@code
 * logger}, {@code message}, and {@code error} with the stack trace where there is one.
 */
final class JsonLogFormatter extends Formatter {

    @Override
    public String format(LogRecord entry) {
        ObjectNode line =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("ts", entry.getInstant().toString())
                        .put("level", level(entry.getLevel()))
                        .put("logger", entry.getLoggerName())
                        .put("message", formatMessage(entry));
        if (entry.getThrown() != null) {
            StringWriter trace = new StringWriter();
            entry.getThrown().printStackTrace(new PrintWriter(trace));
            line.put("error", trace.toString().stripTrailing());
        }
        return line + "\n";
    }

    /** The names that SLF4J has for them, which collectors know. */
    private static String level(Level level) {
        if (level.equals(Level.SEVERE)) {
            return "error";
        }
        if (level.equals(Level.WARNING)) {
            return "warn";
        }
        return level.intValue() < Level.INFO.intValue()
                ? "debug"
                : level.getName().toLowerCase(Locale.ROOT);
    }
}
