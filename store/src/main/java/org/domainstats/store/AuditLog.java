package org.domainstats.store;

import java.time.Instant;
import java.util.List;

/** Who changed or exported what, and when. Every method may block on the disk. */
public interface AuditLog {

    /** Adds an entry. Durable when it returns. */
    void append(Entry entry);

    /**
     * Entries, newest first.
     *
     * @param before only those with a smaller cursor; {@link Long#MAX_VALUE} for all
     */
    List<LoggedEntry> list(long before, int limit);

    /**
     * One thing that was done.
     *
     * @param who the name of the token, of the session's holder or of the user at the proxy
     * @param client the address that it came from; empty for a command on the machine itself
     * @param action a word of {@link AuditAction}, or of a newer program
     * @param subject what it was done to: a domain name, the name of a token; may be empty
     */
    record Entry(Instant at, String who, String client, String action, String subject) {

        /** Longer ones are cut: no entry fills the disk. */
        public static final int LONGEST = 256;

        public Entry {
            who = cut(who);
            client = cut(client);
            subject = cut(subject);
        }

        public Entry(Instant at, String who, String client, AuditAction action, String subject) {
            this(at, who, client, action.word(), subject);
        }

        private static String cut(String text) {
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        }
    }

    /** An entry as it stands in the log; {@code cursor} grows and is never used again. */
    record LoggedEntry(long cursor, Entry entry) {}
}
