package org.domainstats.communityclient;

import org.domainstats.protocol.CommunityReply;

/** The result of an exchange with the server. */
sealed interface ReceivedReply {

    /** A reply that was verified. */
    record Reply(CommunityReply reply) implements ReceivedReply {}

    /** No verified reply within the deadline. The reason is one line for people. */
    record None(String reason) implements ReceivedReply {}
}
