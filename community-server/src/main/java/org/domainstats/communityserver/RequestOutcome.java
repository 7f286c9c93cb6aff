package org.domainstats.communityserver;

/** The result of handling a message; each listener states it in its own protocol. */
sealed interface RequestOutcome {

    RequestOutcome NOTHING = new Nothing();
    RequestOutcome MALFORMED = new Malformed();
    RequestOutcome LIMITED = new Limited();

    /** A reply. */
    final class Bytes implements RequestOutcome {

        private final byte[] bytes;
        private final Delivery delivery;

        Bytes(byte[] bytes, Delivery delivery) {
            this.bytes = bytes;
            this.delivery = delivery;
        }

        byte[] bytes() {
            return bytes;
        }

        Delivery delivery() {
            return delivery;
        }
    }

    /** Understood, without a reply. */
    record Nothing() implements RequestOutcome {}

    /** Not a request. */
    record Malformed() implements RequestOutcome {}

    /** Above the rate limit of its origin. */
    record Limited() implements RequestOutcome {}
}
