package org.domainstats.server;

import org.domainstats.access.Authenticator;

/** What the event loops of the server share. */
record ServerParts(
        AnswerHandler answers,
        Authenticator authenticator,
        ResourceRouter resources,
        CompatibilityPages pages,
        BatchExecutor batches) {}
