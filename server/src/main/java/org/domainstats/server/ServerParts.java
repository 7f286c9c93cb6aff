package org.domainstats.server;

import org.domainstats.access.Access;

/** What the event loops of the server share. */
record ServerParts(
        AnswerHandler answers,
        Access access,
        ResourceRouter resources,
        CompatibilityPages pages,
        BatchExecutor batches) {}
