package org.domainstats.store;

import java.util.Locale;

/** What the audit log records. The words are stored: none is renamed. */
public enum AuditAction {
    SIGNED_IN,
    SIGNED_OUT,
    TOKEN_ADDED,
    TOKEN_REVOKED,
    /** A name was forgotten; which one is not told. */
    NAME_FORGOTTEN,
    CONTACTS_RESET,
    EXPORTED,
    NOTE_WRITTEN,
    MARKED,
    ALLOWED,
    ALLOWANCE_REMOVED,
    LABEL_ADDED,
    LABEL_REMOVED,
    /** Somebody had the sources of a registration asked. */
    REGISTRATION_ASKED,
    SETTING_CHANGED;

    /** As it is stored and shown: {@code token-added}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
