package org.domainstats.settings;

import org.domainstats.base.ResourceFile;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What each setting is for, read from {@code help.properties} when help is first asked for. */
final class HelpTexts {

    private static final String RESOURCE = "help.properties";

    static final Properties BY_KEY = load();

    private HelpTexts() {}

    private static Properties load() {
        Properties texts = new Properties();
        try {
            texts.load(new StringReader(ResourceFile.text(HelpTexts.class, RESOURCE)));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
