package org.domainstats.server;

import org.domainstats.http.RequestTarget;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The path of a resource, taken apart: segments that stand as they are, and variables in braces. A
 * last segment {@code *} is all below.
 *
 * @param text without the first slash
 */
record PathTemplate(String text, List<String> segments) {

    private static final String REST = "*";

    static PathTemplate of(String path) {
        String text = path.substring(1);
        return new PathTemplate(text, Arrays.asList(text.split("/", -1)));
    }

    /** Whether it is of one path only. */
    boolean isExact() {
        return segments.stream().noneMatch(each -> isVariable(each) || each.equals(REST));
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    /** The variables of a path of this form, decoded; null if it has another. */
    @Nullable Map<String, String> match(String path) {
        String[] parts = path.split("/", -1);
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.equals(REST)) {
                return variables;
            }
            if (i >= parts.length) {
                return null;
            }
            if (isVariable(segment)) {
                if (parts[i].isEmpty()) {
                    return null;
                }
                variables.put(
                        segment.substring(1, segment.length() - 1), RequestTarget.decode(parts[i]));
            } else if (!segment.equals(parts[i])) {
                return null;
            }
        }
        return parts.length == segments.size() ? variables : null;
    }
}
