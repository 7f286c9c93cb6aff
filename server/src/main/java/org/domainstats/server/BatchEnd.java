package org.domainstats.server;

/** How a batch ended. */
sealed interface BatchEnd {

    /** Every row was answered. */
    record Done() implements BatchEnd {}

    /** Nothing was answered, and this says why. */
    record Refused(Response response) implements BatchEnd {}

    /** It broke off in the middle; only a cut connection tells the client that rows are missing. */
    record Broken() implements BatchEnd {}
}
