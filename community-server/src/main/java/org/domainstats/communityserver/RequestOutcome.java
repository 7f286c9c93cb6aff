package org.domainstats.communityserver;

/** What is to become of a request; each door says it in its own way. */
sealed interface RequestOutcome {

    RequestOutcome NOTHING = new Nothing();
    RequestOutcome MALFORMED = new Malformed();
    RequestOutcome LIMITED = new Limited();

    /** These bytes go back. */
    final class Bytes implements RequestOutcome {

        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** Understood; there is nothing to say. */
    record Nothing() implements RequestOutcome {}

    /** No request. */
    record Malformed() implements RequestOutcome {}

    /** Too much from there. */
    record Limited() implements RequestOutcome {}
}
