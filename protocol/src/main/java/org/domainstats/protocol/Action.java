package org.domainstats.protocol;

import org.jspecify.annotations.Nullable;

/** What a request asks for. */
public enum Action {
    CONFIG("config"),
    VERSION("version"),
    HEALTHCHECK("healthcheck"),
    QUERY("query"),
    UPDATE("update");

    private final String word;

    Action(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static @Nullable Action of(String word) {
        for (Action action : values()) {
            if (action.word.equals(word)) {
                return action;
            }
        }
        return null;
    }
}
