package org.domainstats.model;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * A domain name in its one canonical form: lower-case A-labels joined by dots, without a trailing
 * dot, at most 253 octets, each label 1 to 63 letters, digits, hyphens or underscores.
 */
public record DomainName(String ascii) implements Comparable<DomainName> {

    static final int MAX_LENGTH = 253;
    static final int MAX_LABEL = 63;

    /** UTF-8 and mapping can shrink a name, but nothing past this becomes one of 253 octets. */
    private static final int LONGEST_TEXT = 1_024;

    public DomainName {
        if (!isCanonical(ascii)) {
            throw new IllegalArgumentException(
                    "not a canonical domain name: " + Printable.of(ascii));
        }
    }

    /**
     * The name that a text writes in any case, with or without a trailing dot, in Unicode or
     * A-labels.
     */
    public static Optional<DomainName> of(String text) {
        if (text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        String ascii = Idn.toAscii(text.strip());
        String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        return isCanonical(name) ? Optional.of(new DomainName(name)) : Optional.empty();
    }

    /**
     * The name as people write it. Letters of different scripts look alike: it is to be shown
     * beside the name, never in its place.
     */
    public String unicode() {
        return Idn.toUnicode(ascii);
    }

    static boolean isCanonical(String text) {
        int length = text.length();
        if (length == 0 || length > MAX_LENGTH) {
            return false;
        }
        int labelStart = 0;
        for (int i = 0; i <= length; i++) {
            if (i == length || text.charAt(i) == '.') {
                int label = i - labelStart;
                if (label == 0 || label > MAX_LABEL) {
                    return false;
                }
                labelStart = i + 1;
            } else if (!isHostCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Letters, digits, hyphen (RFC 952, 1123) and the underscore that DNS logs are full of. */
    static boolean isHostCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    /** The last label: {@code com} of {@code example.com}. */
    public String tld() {
        return ascii.substring(ascii.lastIndexOf('.') + 1);
    }

    /** The first label: {@code example} of {@code example.com}. */
    public String firstLabel() {
        int dot = ascii.indexOf('.');
        return dot < 0 ? ascii : ascii.substring(0, dot);
    }

    /**
     * Whether this is {@code suffix} or a name below it; {@code suffix} is written without a
     * leading dot.
     */
    public boolean isWithin(String suffix) {
        return ascii.endsWith(suffix)
                && (ascii.length() == suffix.length()
                        || ascii.charAt(ascii.length() - suffix.length() - 1) == '.');
    }

    @Override
    public int compareTo(DomainName other) {
        return ascii.compareTo(other.ascii);
    }

    /** That of the record is the same, but has the JVM make classes for 5 ms at its first use. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DomainName name && ascii.equals(name.ascii);
    }

    @Override
    public int hashCode() {
        return ascii.hashCode();
    }

    @Override
    public String toString() {
        return ascii;
    }
}
