package org.domainstats.server;

/** What a request comes to: a response, or work that leads to one. */
sealed interface Reply permits Response, Work {}
