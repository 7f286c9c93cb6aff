package org.domainstats.communityclient;

import org.domainstats.protocol.CommunityReply;

/** What came back on a wire within the deadline. */
sealed interface ReceivedReply {

    /** A reply that was to be believed. */
    record Bytes(CommunityReply reply) implements ReceivedReply {}

    /** Nothing to be believed. The reason is one line for people. */
    record Nothing(String reason) implements ReceivedReply {}
}
