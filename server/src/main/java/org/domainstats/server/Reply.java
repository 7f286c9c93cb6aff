package org.domainstats.server;

/** What a request comes to: a response, or what leads to one. */
sealed interface Reply permits Response, Asking, BatchQuestion, Work {}
