package org.domainstats.composition;

import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;

import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The log on standard error, by {@code log-detail} and {@code log-format}. */
public final class Logging {

    private static final List<Level> LEVELS = List.of(Level.WARNING, Level.INFO, Level.FINE);

    /** One line each, for those who search them; a trace follows its line. */
    private static final String LINE = "%1$tFT%1$tT%1$tz %4$s %3$s: %5$s%6$s%n";

    private Logging() {}

    public static void configure(Settings settings) {
        Ours.LOGGER.setLevel(LEVELS.get(settings.number(SettingKey.LOG_DETAIL)));
        quietLibraries();
        boolean json = settings.choice(SettingKey.LOG_FORMAT).equals("json");
        Formatter formatter = json ? new JsonLogFormatter() : new SimpleFormatter();
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setLevel(Level.FINE);
            handler.setFormatter(formatter);
        }
    }

    /** Has libraries tell no more than is of use to an operator; for commands as well. */
    static void quietLibraries() {
        Ours.LIBRARIES.forEach(library -> library.setLevel(Level.WARNING));
        Ours.KAFKA.setLevel(Level.SEVERE);
        Ours.POOL.setLevel(Level.SEVERE);
        Ours.POSTGRES_TLS.setLevel(Level.OFF);
    }

    /** Before the first logger is made, since the JDK reads it then; an operator's own stays. */
    public static void useSingleLines() {
        String key = "java.util.logging.SimpleFormatter.format";
        if (System.getProperty(key) == null) {
            System.setProperty(key, LINE);
        }
    }

    /** Held, because the JDK forgets the level of a logger that nobody holds. */
    private static final class Ours {

        private static final Logger LOGGER = Logger.getLogger("org.domainstats");

        /** What they tell below a warning is of no use to an operator. */
        private static final List<Logger> LIBRARIES = List.of(Logger.getLogger("org.flywaydb"));

        /** It warns of each connection that is lost, with the stack; the store does so once. */
        private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari");

        /** It warns each second while a broker is away; the output of events says so once. */
        private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

        /** With each attempt it says what the store says once, with the way out. */
        private static final Logger POSTGRES_TLS = Logger.getLogger("org.postgresql.ssl");
    }
}
