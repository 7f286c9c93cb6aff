package org.domainstats.torture;

import java.io.IOException;
import java.util.Optional;

/** Something that may happen to a server, and that it must come through. */
interface Fault {

    /** The word for it on the command line. */
    String name();

    /** What is done, in one sentence. */
    String description();

    /** Why it cannot be done here, if so. */
    default Optional<String> unavailable() {
        return Optional.empty();
    }

    /** Does it, and checks afterwards. */
    void inject(TortureEnvironment environment) throws IOException, InterruptedException;
}
