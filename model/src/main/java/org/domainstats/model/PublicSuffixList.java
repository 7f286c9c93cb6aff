package org.domainstats.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The Public Suffix List: which names are nobody's domain, so that the name one below them is
 * somebody's. Rules and algorithm: publicsuffix.org/list. The list itself is carried by the
 * crawler-commons library, and a newer one may be read from a file.
 */
public final class PublicSuffixList {

    private static final String CARRIED = "/effective_tld_names.dat";
    private static final String REGISTRIES = "private-registries.txt";

    /** A truncated file must not quietly turn most of the Internet into unknown suffixes. */
    private static final int FEWEST_RULES = 1_000;

    private static final byte RULE = 1;
    private static final byte WILDCARD = 2;
    private static final byte EXCEPTION = 4;
    private static final int PRIVATE_SHIFT = 4;

    private final Map<String, Byte> rules;

    private PublicSuffixList(Map<String, Byte> rules) {
        this.rules = rules;
    }

    /** The list that comes with the program. */
    public static PublicSuffixList carried() {
        try (InputStream list =
                required(PublicSuffixList.class.getResourceAsStream(CARRIED), CARRIED)) {
            return read(list, CARRIED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A newer list from a file.
     *
     * @throws IllegalArgumentException if the file is no Public Suffix List
     */
    public static PublicSuffixList of(Path file) throws IOException {
        try (InputStream list = Files.newInputStream(file)) {
            return read(list, file.toString());
        }
    }

    private static PublicSuffixList read(InputStream list, String name) throws IOException {
        Set<String> registries = readRegistries();
        Map<String, Byte> rules = new HashMap<>(16_384);
        boolean icann = false;
        boolean ended = false;
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains("===BEGIN ICANN DOMAINS===")) {
                icann = true;
            } else if (line.contains("===END ICANN DOMAINS===")) {
                icann = false;
            } else if (line.contains("===END PRIVATE DOMAINS===")) {
                ended = true;
            } else if (!line.isBlank() && !line.startsWith("//")) {
                addRule(rules, line.strip().split("\\s", 2)[0], icann, registries);
            }
        }
        if (rules.size() < FEWEST_RULES || !ended) {
            throw new IllegalArgumentException(
                    name
                            + " is not a whole Public Suffix List: "
                            + rules.size()
                            + " rules and "
                            + (ended ? "its end" : "no end marker")
                            + "; fetch it again from publicsuffix.org");
        }
        return new PublicSuffixList(rules);
    }

    private static void addRule(
            Map<String, Byte> rules, String rule, boolean icann, Set<String> registries) {
        byte kind = rule.startsWith("!") ? EXCEPTION : rule.startsWith("*.") ? WILDCARD : RULE;
        String suffix =
                Idn.toAscii(rule.substring(kind == EXCEPTION ? 1 : kind == WILDCARD ? 2 : 0));
        int bits =
                icann || registries.contains(suffix)
                        ? kind | kind << PRIVATE_SHIFT
                        : kind << PRIVATE_SHIFT;
        rules.merge(suffix, (byte) bits, (a, b) -> (byte) (a | b));
    }

    /**
     * Private suffixes that are run as registries with RDAP or WHOIS of their own, such as {@code
     * uk.com}.
     */
    private static Set<String> readRegistries() throws IOException {
        InputStream file =
                required(PublicSuffixList.class.getResourceAsStream(REGISTRIES), REGISTRIES);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
            Set<String> names = new HashSet<>();
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(names::add);
            return names;
        }
    }

    private static InputStream required(
            @org.jspecify.annotations.Nullable InputStream resource, String name) {
        if (resource == null) {
            throw new IllegalStateException("resource missing from the program: " + name);
        }
        return resource;
    }

    /** How many suffixes the list has. */
    public int size() {
        return rules.size();
    }

    /**
     * Where the suffix of a canonical name starts under the ICANN part alone, or -1 if no rule of
     * it matches.
     *
     * @param name lower-case A-labels without a trailing dot
     */
    int icannSuffix(String name) {
        return suffix(name, 0);
    }

    /** The same with the private part included. */
    int suffix(String name) {
        return suffix(name, PRIVATE_SHIFT);
    }

    private int suffix(String name, int shift) {
        int found = -1;
        int labelStart = name.lastIndexOf('.') + 1;
        while (true) {
            Byte bits = rules.get(name.substring(labelStart));
            int kind = bits == null ? 0 : bits >> shift & 0x0f & (RULE | WILDCARD | EXCEPTION);
            int below = labelStart == 0 ? -1 : name.lastIndexOf('.', labelStart - 2) + 1;
            if ((kind & EXCEPTION) != 0) {
                return name.indexOf('.', labelStart) + 1;
            }
            if ((kind & WILDCARD) != 0 && below >= 0) {
                found = below;
            } else if ((kind & RULE) != 0 && (found < 0 || labelStart < found)) {
                found = labelStart;
            }
            if (below < 0) {
                return found;
            }
            labelStart = below;
        }
    }
}
