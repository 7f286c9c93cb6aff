package org.domainstats.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A file that comes with the program, in the package of one of its classes. */
public final class ResourceFile {

    private ResourceFile() {}

    /**
     * All of it.
     *
     * @param owner a class in the module and package of the file
     * @throws IllegalStateException if the program was built without it
     */
    public static byte[] bytes(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource missing from the program: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("resource cannot be read: " + name, e);
        }
    }

    /** All of it, as UTF-8. */
    public static String text(Class<?> owner, String name) {
        return new String(bytes(owner, name), StandardCharsets.UTF_8);
    }

    /** Its lines without blanks around them, those left out that are empty or begin with #. */
    public static List<String> lines(Class<?> owner, String name) {
        return text(owner, name)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                .toList();
    }
}
