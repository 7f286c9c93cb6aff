package org.domainstats.server;

import org.domainstats.answerformats.Dialect;

/**
 * A usual question whose answer is not at hand. It is looked up together with others that came in
 * at the same moment.
 */
record Asking(String hostname, Dialect dialect) implements Reply {}
