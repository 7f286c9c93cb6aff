package org.domainstats.communityserver;

/** What is to become of a request; each door says it in its own way. */
sealed interface Outcome {

    Outcome NOTHING = new Nothing();
    Outcome MALFORMED = new Malformed();
    Outcome LIMITED = new Limited();

    /** These bytes go back. */
    final class Bytes implements Outcome {

        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** Understood; there is nothing to say. */
    record Nothing() implements Outcome {}

    /** No request. */
    record Malformed() implements Outcome {}

    /** Too much from there. */
    record Limited() implements Outcome {}
}
