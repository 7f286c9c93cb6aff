package org.domainstats.protocol;

/**
 * Bytes that are no message and no envelope.
 *
 * @param reason one line for people, free of control characters whatever the bytes were
 */
public record Malformed(String reason) implements CommunityRequest, CommunityReply, Envelope {}
