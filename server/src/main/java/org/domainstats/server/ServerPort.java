package org.domainstats.server;

import org.domainstats.answerformats.Dialect;
import org.domainstats.http.ListenerSettings;

/**
 * A port to listen on, and the dialect that is spoken there unless a question asks for another.
 *
 * @param listener where, and how it is secured
 */
public record ServerPort(ListenerSettings listener, Dialect dialect) {}
