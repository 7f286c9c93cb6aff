package org.domainstats.processkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The published test vectors: each a file with {@code key: value} lines, an empty line, and the
 * bytes as they are.
 */
public final class Vectors {

    private Vectors() {}

    /** Those of a kind, from the folder {@code vectors} beside a class. */
    public static List<Vector> of(Class<?> beside, String kind) {
        URL folder = Objects.requireNonNull(beside.getResource("vectors/" + kind));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().map(Vectors::read).toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Vector read(Path file) {
        try {
            byte[] all = Files.readAllBytes(file);
            Map<String, String> head = new HashMap<>();
            int start = 0;
            while (all[start] != '\n') {
                int end = start;
                while (all[end] != '\n') {
                    end++;
                }
                String line = new String(all, start, end - start, StandardCharsets.UTF_8);
                int colon = line.indexOf(": ");
                head.merge(
                        line.substring(0, colon),
                        line.substring(colon + 2),
                        (first, second) -> first + "\n" + second);
                start = end + 1;
            }
            return new Vector(
                    file.getFileName().toString(),
                    head,
                    Arrays.copyOfRange(all, start + 1, all.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of them. */
    public static final class Vector {

        private final String name;
        private final Map<String, String> head;
        private final byte[] bytes;

        Vector(String name, Map<String, String> head, byte[] bytes) {
            this.name = name;
            this.head = head;
            this.bytes = bytes;
        }

        public String get(String key) {
            return Objects.requireNonNull(head.get(key), key);
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
