package org.domainstats.registrations;

/** What is done with the store, as failures are counted and logged. */
public enum StoreOperation {
    RECORD_CONTACTS("record contacts"),
    READ_CONTACTS("read contacts"),
    READ_KNOWN_DOMAINS("read known domains"),
    READ_REGISTRATIONS("read registrations"),
    READ_HINTS("read lists of new domains"),
    READ_COMMUNITY("read the community's contacts"),
    ANNOUNCE_COMMUNITY("announce the community's first contacts"),
    STORE_COMMUNITY("store what the community replied"),
    STORE_REGISTRATION("store what a registry replied"),
    RETRY_REGISTRATIONS("retry registrations"),
    COUNT_QUESTIONS("write how often names were asked about"),
    NOTE_CLIENTS("write who asked"),
    TAKE_BACK("take announcements back"),
    NOTICE_CHANGES("notice what others changed"),
    /** All else. */
    OTHER("other");

    private final String what;

    StoreOperation(String what) {
        this.what = what;
    }

    /** As it completes "could not ..." in the log. */
    public String what() {
        return what;
    }

    /** As a label of metrics. */
    public String word() {
        return what.replace("'s", "").replace(' ', '-');
    }
}
