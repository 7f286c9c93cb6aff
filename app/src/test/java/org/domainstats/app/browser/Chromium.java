package org.domainstats.app.browser;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import org.domainstats.processkit.ProgramCommand;

import java.nio.file.Path;

/** A real browser without a window, in which all names below {@code .test} lead to 127.0.0.1. */
final class Chromium {

    private Chromium() {}

    /** Skips the test where there is no browser; fails it in CI. */
    static void require() {
        if (!ProgramCommand.isInstalled("chromium")) {
            String missing = "chromium is not installed (apt-get install chromium)";
            if (System.getenv("CI") != null) {
                fail(missing);
            }
            abort(missing);
        }
    }

    /**
     * The command that opens pages.
     *
     * @param profile a folder for its own files
     */
    static ProgramCommand command(Path profile) {
        return ProgramCommand.of("chromium", "--headless", "--no-sandbox", "--disable-gpu")
                .with("--disable-background-networking", "--disable-component-update")
                .with("--disable-sync", "--no-first-run", "--disable-dev-shm-usage")
                .with("--user-data-dir=" + profile)
                .with("--host-resolver-rules=MAP *.test 127.0.0.1");
    }
}
