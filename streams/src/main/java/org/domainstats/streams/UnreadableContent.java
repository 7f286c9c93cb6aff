package org.domainstats.streams;

import org.domainstats.logformats.NoNameReason;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files that hold no lines which a reader could know: other encodings, other compressions. */
final class UnreadableContent {

    private static final List<String> COMPRESSED =
            List.of(
                    "\u00fd7zXZ\0", // xz
                    "BZh", // bzip2
                    "PK\u0003\u0004", // zip
                    "\u0004\"M\u0018", // lz4
                    "7z\u00bc\u00af");

    private static final String WINDOWS_EVENTS = "ElfFile\0";

    private UnreadableContent() {}

    /** Why a log that begins with these bytes cannot be read; null where it may be. */
    static @Nullable NoNameReason of(byte[] bytes, int start, int end) {
        int length = Math.min(end - start, WINDOWS_EVENTS.length());
        String head = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        if (isUtf16(head)) {
            return NoNameReason.UTF_16;
        }
        if (head.startsWith(WINDOWS_EVENTS)) {
            return NoNameReason.BINARY;
        }
        return COMPRESSED.stream().anyMatch(head::startsWith) ? NoNameReason.COMPRESSED : null;
    }

    /** By its byte order mark, or a first letter behind which there is a zero. */
    private static boolean isUtf16(String head) {
        if (head.length() < 2) {
            return false;
        }
        char first = head.charAt(0);
        char second = head.charAt(1);
        return first == 0xff && second == 0xfe || first == 0xfe && second == 0xff || second == 0;
    }
}
