package org.domainstats.app;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What a server tells on standard error, by {@code log-detail}. */
final class Logging {

    private static final List<Level> LEVELS = List.of(Level.WARNING, Level.INFO, Level.FINE);

    /** One line each, for those who search them; a trace follows its line. */
    private static final String FORMAT = "%1$tFT%1$tT%1$tz %4$s %3$s: %5$s%6$s%n";

    private Logging() {}

    static void set(Settings settings) {
        int detail = settings.number(SettingKey.LOG_DETAIL);
        if (detail < 0 || detail >= LEVELS.size()) {
            throw settings.wrong(SettingKey.LOG_DETAIL, "0, 1 or 2");
        }
        Ours.LOGGER.setLevel(LEVELS.get(detail));
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setLevel(Level.FINE);
        }
    }

    /** Before the first logger is made, since the JDK reads it then; an operator's own stays. */
    static void inOneLine() {
        String key = "java.util.logging.SimpleFormatter.format";
        if (System.getProperty(key) == null) {
            System.setProperty(key, FORMAT);
        }
    }

    /** Held, because the JDK forgets the level of a logger that nobody holds. */
    private static final class Ours {

        private static final Logger LOGGER = Logger.getLogger("org.domainstats");
    }
}
