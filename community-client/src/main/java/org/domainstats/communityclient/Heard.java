package org.domainstats.communityclient;

import org.domainstats.protocol.Reply;

/** What came back on a wire within the deadline. */
sealed interface Heard {

    /** A reply that was to be believed. */
    record Word(Reply reply) implements Heard {}

    /** Nothing to be believed. The reason is one line for people. */
    record Nothing(String reason) implements Heard {}
}
