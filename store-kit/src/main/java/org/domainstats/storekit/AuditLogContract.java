package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.store.AuditAction;
import org.domainstats.store.AuditLog;
import org.domainstats.store.AuditLog.Entry;
import org.domainstats.store.AuditLog.LoggedEntry;
import org.domainstats.store.Store;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/** What was done stays written down, newest first, until it is too old; a name can leave it. */
public interface AuditLogContract extends StoreContract {

    private static Entry entry(long second, AuditAction action, String subject) {
        return new Entry(Instant.ofEpochSecond(second), "alice", "127.0.0.1", action, subject);
    }

    private static List<Entry> entries(AuditLog log) {
        return log.list(Long.MAX_VALUE, 100).stream().map(LoggedEntry::entry).toList();
    }

    @Test
    default void entriesAreListedNewestFirstPageByPage() {
        try (Store store = open()) {
            AuditLog log = store.auditLog();
            for (int i = 0; i < 5; i++) {
                log.append(entry(i, AuditAction.TOKEN_ADDED, "token-" + i));
            }
            List<LoggedEntry> page = log.list(Long.MAX_VALUE, 2);
            assertThat(page)
                    .extracting(each -> each.entry().subject())
                    .containsExactly("token-4", "token-3");
            assertThat(log.list(page.getLast().cursor(), 2))
                    .extracting(each -> each.entry().subject())
                    .containsExactly("token-2", "token-1");
        }
        try (Store again = open()) {
            assertThat(entries(again.auditLog())).hasSize(5);
        }
    }

    @Test
    default void whatIsTooLongIsCut() {
        try (Store store = open()) {
            store.auditLog().append(entry(1, AuditAction.NOTE_WRITTEN, "x".repeat(10_000)));
            assertThat(entries(store.auditLog()).getFirst().subject()).hasSize(Entry.LONGEST);
        }
    }
}
