package org.domainstats.server;

import java.util.function.Supplier;

/** Work that blocks before there is a response, and so belongs on a thread of its own. */
record Work(Supplier<Response> response) implements Reply {}
