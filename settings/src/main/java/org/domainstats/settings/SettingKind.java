package org.domainstats.settings;

/** How the value of a setting is written. */
public enum SettingKind {
    TEXT,
    FILE,
    CHOICE,
    PORT,
    PORT_OR_OFF,
    NUMBER,
    DECIMAL,
    SWITCH,
    DURATION,
    DURATION_OR_OFF,
    LIST,
    PAIRS
}
