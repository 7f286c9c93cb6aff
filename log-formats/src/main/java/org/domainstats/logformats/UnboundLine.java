package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Origin;
import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * Unbound's log with {@code log-queries}, {@code log-replies} or {@code log-tag-queryreply}: {@code
 * [1700000000] unbound[123:0] info: 192.0.2.1 example.com. A IN}, also by syslog. From
 * documentation: unbound.conf(5).
 */
final class UnboundLine implements TextLine {

    private static final Set<String> CLASSES = Set.of("IN", "CH", "HS", "ANY", "NONE");

    @Override
    public @Nullable Found find(String line) {
        int program = line.indexOf("unbound");
        int tag = line.indexOf("] ", Math.max(program, 0));
        int colon = line.indexOf(": ", tag);
        if (program < 0 || tag < 0 || colon < 0) {
            return null;
        }
        String[] words = line.substring(colon + 2).split(" ", 5);
        if (words.length < 4 || !isClass(words[3])) {
            return Found.NO_NAME;
        }
        return new Found(words[1], new Origin(words[0], time(line, program)));
    }

    private static boolean isClass(String word) {
        return CLASSES.contains(word) || word.startsWith("CLASS");
    }

    private static String time(String line, int program) {
        String head = line.substring(0, program).strip();
        return head.startsWith("[") && head.endsWith("]")
                ? head.substring(1, head.length() - 1)
                : head;
    }
}
