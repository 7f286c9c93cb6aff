package org.domainstats.logformats;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * The paths of JSON that a reader looks for, as a tree of keys. A key with dots, as {@code
 * id.orig_h}, leads to the same place as objects within objects; arrays on the way are passed
 * through.
 */
final class JsonPath {

    /** What stands at the end of a path. */
    enum Slot {
        NAME,
        /** A name as HTTP has it, with a port perhaps, or a URL. */
        HOST,
        /** A name or a URL that counts where the line names a client by its address. */
        URL,
        /** A host where somebody said that the name is there: it may be defanged. */
        GIVEN,
        /** The same in Zeek's http.log, of which the path says too little. */
        ZEEK_HOST,
        CLIENT,
        /** The other end of the client's connection, and the two ports. */
        SERVER,
        CLIENT_PORT,
        SERVER_PORT,
        TIME,
        /** The kind of message of dnstap. */
        OPERATION,
        /** A whole event as a string, or the line of text that was logged. */
        WRAPPED,
        /** The facts themselves: the line was enriched before. */
        ENRICHED
    }

    private final Map<String, JsonPath> children = new HashMap<>();
    private @Nullable Slot slot;
    private int priority;

    /**
     * Adds a path.
     *
     * @param priorityOfPath among the paths of one slot: the lowest that a line has counts
     */
    void add(String path, Slot ofPath, int priorityOfPath) {
        if (path.isEmpty()) {
            if (slot == null) {
                slot = ofPath;
                priority = priorityOfPath;
            }
            return;
        }
        for (int end = path.indexOf('.'); ; end = path.indexOf('.', end + 1)) {
            String key = end < 0 ? path : path.substring(0, end);
            String rest = end < 0 ? "" : path.substring(end + 1);
            children.computeIfAbsent(key, absent -> new JsonPath())
                    .add(rest, ofPath, priorityOfPath);
            if (end < 0) {
                return;
            }
        }
    }

    /** Where a key leads; null if nowhere. */
    @Nullable JsonPath child(String key) {
        return children.get(key);
    }

    @Nullable Slot slot() {
        return slot;
    }

    int priority() {
        return priority;
    }

    boolean isEnd() {
        return children.isEmpty();
    }
}
