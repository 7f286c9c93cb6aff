package org.domainstats.communityserver;

/** Learns whether a reply was sent. */
@FunctionalInterface
interface Delivery {

    /** For a reply that may be lost: its client repeats the request, or nothing depends on it. */
    Delivery IGNORED = sent -> {};

    /**
     * To be called once, when the reply was given to the network, or when its client is known to be
     * gone before. Never blocks.
     */
    void ended(boolean sent);
}
