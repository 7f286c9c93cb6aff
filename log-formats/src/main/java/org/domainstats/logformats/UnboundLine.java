package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Origin;
import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Unbound's log with {@code log-queries}, {@code log-replies}, {@code log-tag-queryreply}, {@code
 * log-local-actions} or {@code rpz-log}: {@code [1700000000] unbound[123:0] info: 192.0.2.1
 * example.com. A IN}, also by syslog.
 */
final class UnboundLine implements TextLine {

    private static final Set<String> CLASSES = Set.of("IN", "CH", "HS", "ANY", "NONE");

    /** Process and thread. In front of it is {@code log-identity}, which an operator may choose. */
    private static final Pattern TAG = Pattern.compile("\\[\\d{1,10}:[0-9a-f]{1,4}] [a-z]{3,8}: ");

    /**
     * At {@code verbosity: 2} and above, words stand there: {@code resolving example.com. A IN}.
     */
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9a-fA-F:.]{0,45}[0-9a-fA-F][:.][0-9a-fA-F:.]{1,45}(?:%\\S{1,16})?");

    /**
     * What {@code log-local-actions} and {@code rpz-log} say of a question, behind the zone and
     * what was done.
     */
    private static final Pattern ACTION =
            Pattern.compile(
                    " (?<client>[0-9a-fA-F:.]{2,45})@\\d{1,5} (?<name>\\S{1,1100}) \\S{1,16}"
                            + " (?<class>\\S{2,16})$");

    @Override
    public @Nullable Found find(String line) {
        Matcher tag = TAG.matcher(line);
        if (!line.contains("] ") || !tag.find() || TextLine.isBehindPairs(line, tag.start())) {
            return line.contains("unbound") ? Found.NO_NAME : null;
        }
        String[] words = line.substring(tag.end()).split(" ", 5);
        if (words.length < 4 || !isClass(words[3]) || !ADDRESS.matcher(words[0]).matches()) {
            return action(line, tag.end());
        }
        return new Found(words[1], new Origin(words[0], LeadingTime.of(line)));
    }

    private static Found action(String line, int from) {
        Matcher action = ACTION.matcher(line).region(from - 1, line.length());
        return action.find() && isClass(action.group("class"))
                ? new Found(
                        action.group("name"),
                        new Origin(action.group("client"), LeadingTime.of(line)))
                : Found.NO_NAME;
    }

    private static boolean isClass(String word) {
        return CLASSES.contains(word) || word.startsWith("CLASS");
    }
}
