package org.domainstats.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
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

    /** In bytes, fifty times as long as it is. */
    private static final int LONGEST = 1 << 24;

    private static final byte RULE = 1;
    private static final byte WILDCARD = 2;
    private static final byte EXCEPTION = 4;
    private static final int PRIVATE_SHIFT = 4;

    private static final String ICANN_BEGIN = "===BEGIN ICANN DOMAINS===";
    private static final String ICANN_END = "===END ICANN DOMAINS===";
    private static final String PRIVATE_END = "===END PRIVATE DOMAINS===";

    private final Map<String, Byte> rules;
    private final int deepest;

    private PublicSuffixList(Map<String, Byte> rules) {
        this.rules = rules;
        deepest = deepest(rules);
    }

    /** The most labels that a rule has. */
    private static int deepest(Map<String, Byte> rules) {
        int most = 0;
        for (String suffix : rules.keySet()) {
            int labels = 1;
            for (int dot = suffix.indexOf('.'); dot >= 0; dot = suffix.indexOf('.', dot + 1)) {
                labels++;
            }
            most = Math.max(most, labels);
        }
        return most;
    }

    /** The list that comes with the program, read once. */
    public static PublicSuffixList carried() {
        return Bundled.LIST;
    }

    /** Read by the first who asks; the others wait for it. */
    private static final class Bundled {

        private static final PublicSuffixList LIST = read();

        private static PublicSuffixList read() {
            try (InputStream list =
                    required(PublicSuffixList.class.getResourceAsStream(CARRIED), CARRIED)) {
                return PublicSuffixList.read(list, CARRIED);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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

    /**
     * One pass over the bytes, since every start waits for it: a reader of lines, and each line
     * searched again, took a quarter longer.
     */
    private static PublicSuffixList read(InputStream list, String name) throws IOException {
        Set<String> registries = readRegistries();
        Map<String, Byte> rules = new HashMap<>(16_384);
        boolean icann = false;
        boolean ended = false;
        byte[] text = list.readNBytes(LONGEST);
        for (int start = 0; start < text.length; ) {
            int end = start;
            int space = -1;
            boolean ascii = true;
            for (; end < text.length && text[end] != '\n'; end++) {
                ascii &= text[end] >= 0;
                if (space < 0 && text[end] >= 0 && text[end] <= ' ') {
                    space = end;
                }
            }
            // A rule ends at the first white space; the rest of its line is a remark.
            int length = (space < 0 ? end : space) - start;
            if (length >= 2 && text[start] == '/' && text[start + 1] == '/') {
                String line = markerLine(text, start, end);
                icann = line.contains(ICANN_BEGIN) || icann && !line.contains(ICANN_END);
                ended |= line.contains(PRIVATE_END);
            } else if (length > 0) {
                Charset charset = ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
                addRule(rules, new String(text, start, length, charset), icann, registries);
            }
            start = end + 1;
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

    /** A comment that begins or ends a part of the list, or empty if it is any other. */
    private static String markerLine(byte[] text, int start, int end) {
        int at = start + 2;
        while (at < end && text[at] == ' ') {
            at++;
        }
        return at < end && text[at] == '='
                ? new String(text, at, end - at, StandardCharsets.UTF_8)
                : "";
    }

    private static void addRule(
            Map<String, Byte> rules, String rule, boolean icann, Set<String> registries) {
        byte kind = rule.startsWith("!") ? EXCEPTION : rule.startsWith("*.") ? WILDCARD : RULE;
        String suffix =
                Punycode.toALabels(
                        rule.substring(kind == EXCEPTION ? 1 : kind == WILDCARD ? 2 : 0));
        int bits =
                icann || registries.contains(suffix)
                        ? kind | kind << PRIVATE_SHIFT
                        : kind << PRIVATE_SHIFT;
        rules.merge(suffix, (byte) bits, (others, more) -> (byte) (others | more));
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
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    names.add(line);
                }
            }
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
     * Where the two suffixes of a name start.
     *
     * @param icann under the ICANN part alone, or -1 if no rule of it matches
     * @param all the same with the private part included
     */
    record Starts(int icann, int all) {}

    /**
     * Looks for the suffixes of a canonical name in one walk from its last label to the left, no
     * further than any rule goes.
     */
    Starts suffixes(String name) {
        int icann = -1;
        int all = -1;
        int above = name.length() + 1;
        int start = name.lastIndexOf('.') + 1;
        for (int labels = 1; labels <= deepest; labels++) {
            Byte bits = rules.get(name.substring(start));
            int below = start == 0 ? -1 : name.lastIndexOf('.', start - 2) + 1;
            if (bits != null) {
                icann = step(icann, bits, start, above, below);
                all = step(all, bits >> PRIVATE_SHIFT, start, above, below);
            }
            if (below < 0) {
                break;
            }
            above = start;
            start = below;
        }
        return new Starts(icann, all);
    }

    /** Where the suffix starts after the rules of one more label; the longest rule prevails. */
    private static int step(int found, int kind, int start, int above, int below) {
        if ((kind & EXCEPTION) != 0) {
            return above;
        }
        if ((kind & WILDCARD) != 0 && below >= 0) {
            return below;
        }
        return (kind & RULE) != 0 && (found < 0 || start < found) ? start : found;
    }
}
