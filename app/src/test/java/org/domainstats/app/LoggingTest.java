package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

class LoggingTest {

    @ParameterizedTest
    @CsvSource({"0, false, false", "1, true, false", "2, true, true"})
    void detailSaysWhatIsTold(String detail, boolean info, boolean debug) {
        Logging.set(
                new Settings(
                        SettingSources.gather(
                                null, Map.of(), Map.of(SettingKey.LOG_DETAIL, detail))));
        Logger logger = Logger.getLogger("org.domainstats.registry.Some");
        assertThat(logger.isLoggable(Level.WARNING)).isTrue();
        assertThat(logger.isLoggable(Level.INFO)).isEqualTo(info);
        assertThat(logger.isLoggable(Level.FINE)).isEqualTo(debug);
    }

    @Test
    void messageIsOneLine() {
        Logging.inOneLine();
        LogRecord told = new LogRecord(Level.WARNING, "the disk is full");
        told.setLoggerName("org.domainstats.store");
        assertThat(new SimpleFormatter().format(told))
                .matches("[0-9T:+-]+ WARNING org.domainstats.store: the disk is full\\R");
    }
}
