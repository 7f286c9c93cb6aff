package org.domainstats.hints;

import org.domainstats.base.Sha256;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list as an operator writes it: {@code [name=][format:]}, then a URL or a file.
 *
 * @param name by which answers, metrics and the store call it
 * @param location where it is; may hold a secret
 */
public record HintSource(String name, ListFormat format, String location) {

    private static final Pattern NAMED = Pattern.compile("([a-z0-9][a-z0-9._-]{0,39})=(.+)");
    private static final Pattern FORMAT = Pattern.compile("([a-z]+):(?!//)(.+)");

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     */
    public static HintSource parse(String text) {
        Matcher named = NAMED.matcher(text.strip());
        String rest = named.matches() ? named.group(2).strip() : text.strip();
        Matcher formatted = FORMAT.matcher(rest);
        ListFormat format = ListFormat.AUTO;
        if (formatted.matches()) {
            format =
                    ListFormat.ofWord(formatted.group(1))
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "formats are "
                                                            + ListFormat.words()
                                                            + ", not "
                                                            + formatted.group(1)));
            rest = formatted.group(2).strip();
        }
        @Nullable URI uri = uri(rest);
        String name =
                named.matches()
                        ? named.group(1)
                        : uri == null
                                ? ListName.ofFile(String.valueOf(Path.of(rest).getFileName()))
                                : nameOf(uri);
        return new HintSource(name, format, rest);
    }

    private static @Nullable URI uri(String text) {
        if (!text.contains("://")) {
            return null;
        }
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // The text is not shown: there may be a secret in it.
            throw new IllegalArgumentException("not a URL at its character " + e.getIndex());
        }
        throw new IllegalArgumentException("a URL has http or https, a host, and no #");
    }

    /** Of a file by its name; of anything else by its host, as it may be a secret. */
    private static String nameOf(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        return ListName.ofFile(
                last.matches("[\\w-]{1,40}(?:\\.\\w{1,8}){1,3}") ? last : uri.getHost());
    }

    /** Where it is, if that is not a file of this machine. */
    public @Nullable URI url() {
        return uri(location);
    }

    /** Where it is, if it is a file. */
    public Path file() {
        return Path.of(location);
    }

    /** A hash of where it is. */
    String origin() {
        return HexFormat.of()
                .formatHex(Sha256.digest().digest(location.getBytes(StandardCharsets.UTF_8)));
    }
}
