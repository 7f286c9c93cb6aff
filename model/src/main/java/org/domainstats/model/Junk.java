package org.domainstats.model;

import org.domainstats.model.NotPublic.Reason;
import org.jspecify.annotations.Nullable;

/** Tells apart the kinds of junk that log shippers send in place of a hostname. */
final class Junk {

    private Junk() {}

    /** Why the text cannot be a hostname by its shape alone, or null if it may be one. */
    static @Nullable Reason reasonOf(String text, int longest) {
        if (text.isEmpty() || text.equals(".")) {
            return Reason.EMPTY;
        }
        if (text.length() > longest) {
            return Reason.TOO_LONG;
        }
        if (text.contains("%{") || text.contains("${") || text.contains("{{")) {
            return Reason.PLACEHOLDER;
        }
        if (text.contains("://") || text.indexOf('/') >= 0) {
            return Reason.URL;
        }
        int colon = text.indexOf(':');
        if (colon >= 0) {
            return isPort(text, colon + 1)
                    ? Reason.PORT
                    : text.lastIndexOf(':') > colon && looksLikeIpv6(text)
                            ? Reason.ADDRESS
                            : Reason.CHARACTERS;
        }
        return null;
    }

    /** Why a name that UTS #46 let pass is still not canonical. */
    static Reason reasonNotCanonical(String name) {
        boolean label = name.startsWith(".") || name.endsWith(".") || name.contains("..");
        int start = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                label |= i - start > DomainName.MAX_LABEL;
                start = i + 1;
            } else if (!DomainName.isHostCharacter(c)) {
                return Reason.CHARACTERS;
            }
        }
        label |= name.length() - start > DomainName.MAX_LABEL;
        return name.length() > DomainName.MAX_LENGTH
                ? Reason.TOO_LONG
                : label ? Reason.LABEL_LENGTH : Reason.EMPTY;
    }

    static boolean isIpv4(String name) {
        int dots = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dots == 3;
    }

    private static boolean isPort(String text, int start) {
        if (text.lastIndexOf(':') >= start || start == text.length() || text.length() - start > 5) {
            return false;
        }
        return text.chars().skip(start).allMatch(c -> c >= '0' && c <= '9');
    }

    /** An IPv6 address, bare or in brackets, with or without a zone (RFC 4007) behind a percent. */
    private static boolean looksLikeIpv6(String text) {
        int zone = text.indexOf('%');
        int end = zone < 0 ? text.length() : zone;
        for (int i = 0; i < end; i++) {
            if ("0123456789abcdefABCDEF:.[]".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
