package org.domainstats.inputs;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of syslog (RFC 5424, RFC 3164 as it is found), with its octets as characters.
 *
 * @param sender the host and the program that it names; empty where it names none
 * @param line the program's line, behind its name and number as in a log file
 */
record SyslogMessage(String sender, String line) {

    /** Facilities and severities make 191 at most. */
    private static final Pattern PRIORITY = Pattern.compile("<(\\d{1,3})>");

    /** Meraki writes seconds for the time, and no more of the head than the program. */
    private static final Pattern VERSION_1 =
            Pattern.compile(
                    "1 (-|\\d{4}-\\S{1,59}) (\\S{1,255}) (\\S{1,48}) (\\S{1,128}) (\\S{1,64}) ");

    /** The time as BSD wrote it or of RFC 3339, a host that may be left out, and the program. */
    private static final Pattern BSD =
            Pattern.compile(
                    "(?:[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d|\\d{4}-\\d\\d-\\d\\dT\\S{8,30})"
                            + " (?:([^\\s\\[\\]:]{1,255}) )?(?=([\\w./-]{1,64})(?:\\[\\d{1,10}])?: )");

    /** Parses a message; what has no head of syslog is a line as it is. Never throws. */
    static SyslogMessage parse(byte[] bytes, int start, int end) {
        int last = end;
        while (last > start
                && (bytes[last - 1] == '\n' || bytes[last - 1] == '\r' || bytes[last - 1] == 0)) {
            last--;
        }
        String text = new String(bytes, start, last - start, StandardCharsets.ISO_8859_1);
        Matcher priority = PRIORITY.matcher(text);
        if (!priority.lookingAt()) {
            return new SyslogMessage("", text);
        }
        String rest = text.substring(priority.end());
        Matcher head = VERSION_1.matcher(rest);
        if (head.lookingAt()) {
            String program = unlessNil(head.group(3));
            String number = unlessNil(head.group(4));
            String line = message(rest.substring(head.end()));
            return new SyslogMessage(
                    unlessNil(head.group(2)) + ' ' + program,
                    program.isEmpty()
                            ? line
                            : program + (number.isEmpty() ? "" : "[" + number + "]") + ": " + line);
        }
        Matcher old = BSD.matcher(rest);
        return old.lookingAt()
                ? new SyslogMessage(
                        (old.group(1) == null ? "" : old.group(1)) + ' ' + old.group(2),
                        rest.substring(old.end()))
                : new SyslogMessage("", rest);
    }

    private static String unlessNil(String value) {
        return value.equals("-") ? "" : value;
    }

    /**
     * Behind the structured data, and a byte order mark. Where nothing is there, the data are the
     * message, as of Juniper and Check Point.
     */
    private static String message(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        StringBuilder data = new StringBuilder();
        while (at < text.length() && text.charAt(at) == '[') {
            int end = elementEnd(text, at + 1);
            data.append(' ').append(text, at + 1, Math.max(at + 1, end - 1));
            at = end;
        }
        String message = text.substring(at);
        String stripped = message.startsWith(" ") ? message.substring(1) : message;
        String line = stripped.startsWith("\u00ef\u00bb\u00bf") ? stripped.substring(3) : stripped;
        return line.isBlank() ? data.toString().strip() : line;
    }

    /** A bracket within quotes, or behind a backslash, ends no element. */
    private static int elementEnd(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ']' && !quoted) {
                return i + 1;
            }
        }
        return text.length();
    }
}
