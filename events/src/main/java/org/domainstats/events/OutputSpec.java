package org.domainstats.events;

import org.domainstats.model.Printable;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An output as an operator writes it: a URL, and options behind {@code #}, which no server ever
 * gets to see: {@code https://soar.example/hook#format=ocsf&kinds=sleeper+born-after-asked}.
 *
 * @param name by which its position is stored, and by which metrics and logs call it
 */
public record OutputSpec(URI target, String name, Map<String, String> options) {

    private static final Set<String> OF_ALL = Set.of("name", "format", "from");

    public OutputSpec {
        options = Map.copyOf(options);
    }

    /**
     * Reads one output.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     */
    public static OutputSpec parse(String text) {
        int hash = text.indexOf('#');
        String url = hash < 0 ? text : text.substring(0, hash);
        URI target;
        try {
            target = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "not a URL: "
                            + Printable.of(withoutSecrets(url))
                            + (url.contains(" ") ? "; a space in one is %20" : ""));
        }
        Map<String, String> options = hash < 0 ? Map.of() : options(text.substring(hash + 1));
        OutputScheme scheme = OutputScheme.of(target);
        requireKnown(options, scheme);
        String name = options.getOrDefault("name", defaultName(target));
        if (!name.matches("[\\w.:/+@-]{1,200}")) {
            throw new IllegalArgumentException(
                    "the name of an output is made of letters, digits and . : / + @ _ -, but is "
                            + Printable.of(name)
                            + "; give it another by #name=");
        }
        return new OutputSpec(target, name, options);
    }

    private static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : text.split("&", -1)) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "options are name=value with & between, but one is "
                                + Printable.of(option));
            }
            // A plus stays: it stands between words.
            String value = option.substring(equals + 1).replace("+", "%2B");
            options.put(
                    option.substring(0, equals), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return options;
    }

    private static void requireKnown(Map<String, String> options, OutputScheme scheme) {
        Set<String> known = new TreeSet<>(OF_ALL);
        known.addAll(EventFilter.OPTIONS);
        known.addAll(scheme.options());
        for (String option : options.keySet()) {
            if (!known.contains(option)) {
                throw new IllegalArgumentException(
                        "there is no option "
                                + Printable.of(option)
                                + "; options here are "
                                + String.join(", ", known));
            }
        }
    }

    /** Without what may be secret: a path of a webhook often is. */
    private static String defaultName(URI target) {
        String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        @Nullable String authority = target.getHost();
        if (authority == null) {
            return scheme + ":" + target.getSchemeSpecificPart().replaceFirst("^/*(?=/)", "");
        }
        return scheme + "://" + authority + (target.getPort() < 0 ? "" : ":" + target.getPort());
    }

    private static String withoutSecrets(String url) {
        return url.replaceFirst("(?<=://)[^/@]*@", "").replaceFirst("[?].*", "");
    }

    EventFormat format() {
        String word = options.getOrDefault("format", EventFormat.ECS.word());
        return EventFormat.ofWord(word)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "format is one of ecs, ocsf, cef and json, but is "
                                                + Printable.of(word)));
    }

    EventFilter filter() {
        return EventFilter.of(options);
    }

    /** Whether a new output begins with the oldest event that there is. */
    boolean fromOldest() {
        return switch (options.getOrDefault("from", "now")) {
            case "now" -> false;
            case "oldest" -> true;
            default ->
                    throw new IllegalArgumentException(
                            "from is now or oldest, but is "
                                    + Printable.of(String.valueOf(options.get("from"))));
        };
    }

    String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise, int least, int most) {
        String text = options.getOrDefault(name, Integer.toString(otherwise));
        if (!text.matches("\\d{1,9}")
                || Integer.parseInt(text) < least
                || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    name
                            + " is a number from "
                            + least
                            + " to "
                            + most
                            + ", but is "
                            + Printable.of(text));
        }
        return Integer.parseInt(text);
    }
}
