package org.domainstats.protocol;

import org.jspecify.annotations.Nullable;

/** The action of a request. */
public enum Action {
    CONFIG("config"),
    VERSION("version"),
    HEALTHCHECK("healthcheck"),
    QUERY("query"),
    UPDATE("update");

    private final String wireName;

    Action(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    static @Nullable Action of(String wireName) {
        for (Action action : values()) {
            if (action.wireName.equals(wireName)) {
                return action;
            }
        }
        return null;
    }
}
