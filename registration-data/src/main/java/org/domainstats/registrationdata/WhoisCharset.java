package org.domainstats.registrationdata;

import org.domainstats.base.ResourceFile;
import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Bytes of a WHOIS reply to text. The protocol names no charset: most servers speak UTF-8, older
 * ones what their country used before it. Bytes that are none of it are replaced, as a date can be
 * read beside a broken address.
 */
public final class WhoisCharset {

    private static final Map<String, String> BY_TLD = new HashMap<>();

    static {
        for (String line : ResourceFile.lines(WhoisCharset.class, "whois-charsets.txt")) {
            int end = line.indexOf(' ');
            BY_TLD.put(line.substring(0, end), line.substring(end).strip());
        }
    }

    private static final byte ESCAPE = 0x1b;

    private WhoisCharset() {}

    public static String text(byte[] reply, @Nullable DomainName queried) {
        if (isIso2022(reply)) {
            return new String(reply, named("ISO-2022-JP"));
        }
        String text = new String(reply, StandardCharsets.UTF_8);
        return isMostlyUtf8(text) ? text : new String(reply, before(queried));
    }

    /** Whether what is not ASCII is UTF-8, but for a stray byte or a character cut in two. */
    private static boolean isMostlyUtf8(String text) {
        int good = 0;
        int bad = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\ufffd') {
                bad++;
            } else if (c > 0x7f) {
                good++;
            }
        }
        return bad * 4 <= good;
    }

    /** {@code ESC $} switches to Japanese in ISO-2022-JP, and is seen in no other text. */
    private static boolean isIso2022(byte[] reply) {
        for (int i = 0; i + 1 < reply.length; i++) {
            if (reply[i] == ESCAPE && reply[i + 1] == '$') {
                return true;
            }
        }
        return false;
    }

    private static Charset before(@Nullable DomainName queried) {
        String name = queried == null ? null : BY_TLD.get(queried.tld());
        return name == null ? StandardCharsets.ISO_8859_1 : named(name);
    }

    /** Small Java runtimes lack some charsets; the ASCII that dates are in survives Latin-1. */
    private static Charset named(String name) {
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
    }
}
