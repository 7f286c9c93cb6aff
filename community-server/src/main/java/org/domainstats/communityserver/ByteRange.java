package org.domainstats.communityserver;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a request wants (RFC 9110 section 14), of which only one is ever sent.
 *
 * @param start of the first byte
 * @param length how many; 0 if the file has no such part
 */
record ByteRange(long start, long length) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{1,18})?-(\\d{1,18})?");

    /** The range in a header, or null if the whole file is to be sent. */
    static @Nullable ByteRange of(@Nullable String header, long size) {
        Matcher range = ONE.matcher(header == null ? "" : header);
        if (!range.matches()) {
            return null;
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first == null) {
            if (last == null) {
                return null;
            }
            long length = Math.min(Long.parseLong(last), size);
            return new ByteRange(size - length, length);
        }
        long start = Long.parseLong(first);
        long end = last == null ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        return new ByteRange(start, Math.max(0, end - start + 1));
    }

    /** As the reply says it. */
    String of(long size) {
        return "bytes %d-%d/%d".formatted(start, start + length - 1, size);
    }
}
