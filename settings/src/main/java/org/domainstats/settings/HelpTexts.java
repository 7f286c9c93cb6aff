package org.domainstats.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What each setting is for, read from {@code help.properties} when help is first asked for. */
final class HelpTexts {

    private static final String RESOURCE = "help.properties";

    static final Properties BY_KEY = load();

    private HelpTexts() {}

    private static Properties load() {
        Properties texts = new Properties();
        try (InputStream resource = HelpTexts.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("resource missing from the program: " + RESOURCE);
            }
            texts.load(new InputStreamReader(resource, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
