package org.domainstats.server;

import org.domainstats.answerformats.Dialect;
import org.domainstats.http.Exchange;
import org.domainstats.lookup.Question;

/**
 * A question whose answer is not cached, on its way to the store together with others that came in
 * at the same moment.
 */
record PendingQuery(Exchange exchange, Question question, Dialect dialect) {}
