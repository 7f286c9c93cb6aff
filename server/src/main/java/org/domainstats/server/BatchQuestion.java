package org.domainstats.server;

import org.domainstats.answerformats.Dialect;
import org.domainstats.registrations.QueryClient;

import java.time.Duration;

/**
 * Many names in one request, whose body is still to come.
 *
 * @param peek whether it only looks
 * @param timeout for all of them together
 * @param dialect in which each row is answered
 */
record BatchQuestion(boolean peek, Duration timeout, Dialect dialect, QueryClient client) {}
