package org.domainstats.settings;

/**
 * Settings that belong together: a heading of the help, and the unit in which commands use them.
 */
public enum SettingGroup {
    STORAGE("Data"),
    LISTENER("HTTP listener"),
    ACCESS("Access and TLS"),
    SIGN_IN("Sign-in at /ui/"),
    ANSWERS("Answers"),
    EVENTS("Events"),
    PRIVACY("What never leaves this network"),
    INPUTS("Inputs: names read where they are asked about"),
    REGISTRIES("Registries"),
    COMMUNITY("Membership of a community"),
    FEED("Feed of known domains"),
    COMMUNITY_SERVER("Community server"),
    PUBLISHING("Publishing the feed"),
    LOGGING("Logs");

    private final String title;

    SettingGroup(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
