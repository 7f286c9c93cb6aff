package org.domainstats.composition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.domainstats.settings.SettingKey;
import org.domainstats.settings.SettingSources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

class LoggingTest {

    @ParameterizedTest
    @CsvSource({"0, false, false", "1, true, false", "2, true, true"})
    void detailSetsTheLevel(String detail, boolean info, boolean debug) {
        configure(Map.of(SettingKey.LOG_DETAIL, detail));
        Logger logger = Logger.getLogger("org.domainstats.registry.Some");
        assertThat(logger.isLoggable(Level.WARNING)).isTrue();
        assertThat(logger.isLoggable(Level.INFO)).isEqualTo(info);
        assertThat(logger.isLoggable(Level.FINE)).isEqualTo(debug);
    }

    @Test
    void textIsOneLine() {
        Logging.useSingleLines();
        assertThat(new SimpleFormatter().format(entry(Level.WARNING)))
                .matches("[0-9T:+-]+ WARNING org.domainstats.store: the \"disk\" is full\\R");
    }

    @Test
    void jsonIsOneObjectOnALine() throws IOException {
        LogRecord entry = entry(Level.SEVERE);
        entry.setThrown(new IllegalStateException("no\nspace"));

        String line = new JsonLogFormatter().format(entry);
        assertThat(line.strip()).doesNotContain("\n");
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("ts").asText()).isEqualTo("2026-11-25T20:15:30.123Z");
        assertThat(json.path("level").asText()).isEqualTo("error");
        assertThat(json.path("logger").asText()).isEqualTo("org.domainstats.store");
        assertThat(json.path("message").asText()).isEqualTo("the \"disk\" is full");
        assertThat(json.path("error").asText())
                .startsWith("java.lang.IllegalStateException: no\nspace\n\tat ");
    }

    @Test
    void jsonHasNoErrorWithoutOne() throws IOException {
        JsonNode json =
                new ObjectMapper().readTree(new JsonLogFormatter().format(entry(Level.FINE)));
        assertThat(json.path("level").asText()).isEqualTo("debug");
        assertThat(json.has("error")).isFalse();
    }

    @Test
    void formatIsASetting() {
        try {
            configure(Map.of(SettingKey.LOG_FORMAT, "json"));
            assertThat(Logger.getLogger("").getHandlers())
                    .allMatch(each -> each.getFormatter() instanceof JsonLogFormatter);
        } finally {
            configure(Map.of());
        }
    }

    private static void configure(Map<SettingKey, String> flags) {
        Logging.configure(SettingSources.read(null, Map.of(), flags));
    }

    private static LogRecord entry(Level level) {
        LogRecord entry = new LogRecord(level, "the \"disk\" is full");
        entry.setLoggerName("org.domainstats.store");
        entry.setInstant(Instant.parse("2026-11-25T20:15:30.123Z"));
        return entry;
    }
}
