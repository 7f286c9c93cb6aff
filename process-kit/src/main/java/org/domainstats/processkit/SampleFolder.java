package org.domainstats.processkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the shared samples are: beside the checkout, or where a system property says. */
public final class SampleFolder {

    private SampleFolder() {}

    /** Their folder; it does not exist on most machines, and tests then skip. */
    public static Path path() {
        String given = System.getProperty("domainstats.samples");
        if (given != null) {
            return Path.of(given);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path data = at.resolve("shared/data");
            if (Files.isDirectory(data)) {
                return data;
            }
        }
        return Path.of("../shared/data");
    }
}
