package org.domainstats.feed;

/** Why a feed could not be read. The message is one line for people. */
final class FeedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean refused;
    private final String reason;

    private FeedException(String reason, boolean refused) {
        super(reason, null, false, false);
        this.reason = reason;
        this.refused = refused;
    }

    /** What came is not to be used. */
    static FeedException refused(String reason) {
        return new FeedException(reason, true);
    }

    /** Nothing came; later it may. */
    static FeedException unreachable(String reason) {
        return new FeedException(reason, false);
    }

    FeedOutcome outcome() {
        return refused ? new FeedOutcome.Refused(reason) : new FeedOutcome.Unreachable(reason);
    }
}
