package org.domainstats.settings;

/**
 * A setting that cannot be used. The message names the setting, where it was set, its value and the
 * way out.
 */
public final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message);
    }
}
