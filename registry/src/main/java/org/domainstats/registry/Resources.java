package org.domainstats.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The tables that come with the program: a line each, cells between blanks, the first cell the key,
 * {@code #} for remarks.
 */
final class Resources {

    private Resources() {}

    static <T> Map<String, T> table(String name, Function<String[], T> row) {
        Map<String, T> table = new LinkedHashMap<>();
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource missing from the program: " + name);
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String text = line.replaceFirst("#.*", "").strip();
                if (!text.isEmpty()) {
                    String[] cells = text.split("\\s+", -1);
                    table.put(cells[0], row.apply(cells));
                }
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
