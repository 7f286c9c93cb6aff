package org.domainstats.model;

import java.util.regex.Pattern;

/** The version of the known domains: a new major means a rebuild, a new minor an update. */
public record FeedVersion(int major, int minor) implements Comparable<FeedVersion> {

    public static final FeedVersion NONE = new FeedVersion(0, 0);

    private static final Pattern SHAPE = Pattern.compile("\\d{1,6}\\.\\d{1,6}");

    public FeedVersion {
        if (major < 0 || minor < 0) {
            throw new IllegalArgumentException(
                    "feed version must not be negative: " + major + "." + minor);
        }
    }

    /** Whether a text is {@code major.minor}, and no longer than any feed will ever need. */
    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    /**
     * Reads {@code major.minor}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static FeedVersion of(String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException(
                    "not a feed version (major.minor): " + Printable.of(text));
        }
        int dot = text.indexOf('.');
        return new FeedVersion(
                Integer.parseInt(text.substring(0, dot)),
                Integer.parseInt(text.substring(dot + 1)));
    }

    @Override
    public int compareTo(FeedVersion other) {
        return major != other.major
                ? Integer.compare(major, other.major)
                : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
