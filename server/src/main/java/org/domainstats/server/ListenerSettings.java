package org.domainstats.server;

import org.domainstats.answerformats.Dialect;

import java.net.InetSocketAddress;

/**
 * A port to listen on, and the dialect that is spoken there unless a question asks for another.
 *
 * @param address port 0 leaves the choice to the system
 */
public record ListenerSettings(InetSocketAddress address, Dialect dialect) {}
