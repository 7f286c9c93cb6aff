package org.domainstats.storemove;

import java.util.List;

/** What a pass of a {@link StoreMove} found and did. */
public record MoveReport(List<OfTable> tables) {

    public MoveReport {
        tables = List.copyOf(tables);
    }

    /**
     * One table.
     *
     * @param rows of the source
     * @param written rows that were missing or different
     * @param removed rows that only the target had
     * @param checksum of the source's rows in the order of their key, SHA-256
     * @param targetChecksum the same of the target, as it was before what is written now
     */
    public record OfTable(
            String name,
            long rows,
            long written,
            long removed,
            String checksum,
            String targetChecksum) {

        public boolean isSame() {
            return written == 0 && removed == 0 && checksum.equals(targetChecksum);
        }
    }

    public long rows() {
        return tables.stream().mapToLong(OfTable::rows).sum();
    }

    public long changes() {
        return tables.stream().mapToLong(each -> each.written + each.removed).sum();
    }

    /** Whether both stores were the same when they were read. */
    public boolean isSame() {
        return tables.stream().allMatch(OfTable::isSame);
    }
}
