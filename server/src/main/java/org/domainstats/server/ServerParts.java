package org.domainstats.server;

/** What the event loops of the server share. */
record ServerParts(
        AnswerHandler answers,
        Access access,
        Probes probes,
        ServerMetrics metrics,
        CompatibilityPages pages,
        BatchExecutor batches) {}
