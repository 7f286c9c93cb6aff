package org.domainstats.protocol;

/** The sizes past which nothing is read. */
public final class MessageLimits {

    /** The most that a client of the original program reads of one datagram. */
    public static final int DATAGRAM = 32_768;

    static final int JSON_DEPTH = 6;
    static final int JSON_NAME = 64;

    /** Longer than any 64-bit number, shorter than what makes number parsing slow. */
    static final int JSON_NUMBER = 24;

    static final int JSON_TOKENS = 4_000;

    /** Unicode names shrink when they are put into A-labels, but not by more than this. */
    static final int DOMAIN = 1_024;

    /** Reasons and messages for people. */
    public static final int TEXT = 500;

    /** Items of a list. */
    public static final int LIST = 1_000;

    private MessageLimits() {}
}
