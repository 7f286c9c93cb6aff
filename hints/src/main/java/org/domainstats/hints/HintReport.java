package org.domainstats.hints;

/**
 * What came of a list.
 *
 * @param names how many names it had, each time counted
 * @param domains how many domains were taken, or would be
 * @param tooOld how many are left out as their day is too long ago
 * @param future how many are left out as their day is still to come
 * @param noDomain how many are left out as they are no domain, or a host below one
 * @param unreadable lines and objects of which nothing could be made
 * @param born how many were asked about here when nobody had registered them
 * @param rechecks how many are to be asked about again, as their registries told an older date
 */
public record HintReport(
        long names,
        long domains,
        long tooOld,
        long future,
        long noDomain,
        long unreadable,
        long born,
        long rechecks) {

    /** Of a list that has nothing new. */
    static final HintReport NOTHING = new HintReport(0, 0, 0, 0, 0, 0, 0, 0);

    /** How many names are left out, for whatever reason. */
    public long leftOut() {
        return tooOld + future + noDomain;
    }
}
