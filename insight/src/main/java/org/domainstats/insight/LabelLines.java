package org.domainstats.insight;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.NotPublic;
import org.domainstats.model.Printable;
import org.domainstats.model.PublicName;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of labels: {@code <site> <label>[,<label>...]} a line, {@code #} before a comment. UTF-8.
 */
final class LabelLines {

    /** All of them are held in memory, some 150 bytes each. */
    private static final long LARGEST_FILE = 16 << 20;

    /** As many as a reply of the community carries. */
    private static final int MOST_LABELS = 20;

    /** A few words; a reply to a short question must not become long. */
    private static final int LONGEST_LABEL = 64;

    private LabelLines() {}

    /**
     * The labels by site.
     *
     * @throws IOException if the file cannot be read, or a line is wrong; the message names it, but
     *     shows nothing of it, since any file may be named by mistake
     */
    static Map<DomainName, List<String>> read(Path file, Hostnames hostnames) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException(file + " is larger than " + LARGEST_FILE + " bytes");
        }
        Map<DomainName, List<String>> labels = new HashMap<>();
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String text = line.strip();
                if (!text.isEmpty() && !text.startsWith("#")) {
                    add(text, hostnames, labels);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " line " + number + ": " + e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8", e);
        }
        return labels;
    }

    private static void add(
            String text, Hostnames hostnames, Map<DomainName, List<String>> labels) {
        String[] parts = text.split("\\s+", 2);
        DomainName site = site(parts[0], hostnames);
        if (parts.length < 2) {
            throw new IllegalArgumentException("a site without a label");
        }
        if (labels.putIfAbsent(site, labels(parts[1])) != null) {
            throw new IllegalArgumentException("the site has labels already");
        }
    }

    private static DomainName site(String text, Hostnames hostnames) {
        return switch (hostnames.reduce(text)) {
            case NotPublic junk ->
                    throw new IllegalArgumentException(
                            "no site that can have labels: " + junk.reason().text());
            case PublicName name when !name.host().equals(name.site()) ->
                    throw new IllegalArgumentException(
                            "a host below a site; label the site itself");
            case PublicName name -> name.site();
        };
    }

    private static List<String> labels(String text) {
        List<String> labels = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            String label = each.strip();
            if (label.isEmpty()) {
                throw new IllegalArgumentException("an empty label");
            }
            String shown = Printable.of(label, LONGEST_LABEL + 1);
            if (!shown.equals(label)) {
                throw new IllegalArgumentException("a label must be up to 64 plain characters");
            }
            labels.add(label);
        }
        if (labels.size() > MOST_LABELS) {
            throw new IllegalArgumentException("more than 20 labels");
        }
        return List.copyOf(labels);
    }
}
