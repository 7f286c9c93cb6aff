package org.domainstats.server;

import org.domainstats.answerformats.Dialect;

import java.time.Duration;

/**
 * Many names in one request, whose body is still to come.
 *
 * @param peek whether it is only a look
 * @param patience for all of them together
 * @param dialect in which each row is answered
 */
record BatchQuestion(boolean peek, Duration patience, Dialect dialect) implements Reply {}
