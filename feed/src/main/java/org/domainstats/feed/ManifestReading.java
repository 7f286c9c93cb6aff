package org.domainstats.feed;

/** What the bytes of a manifest are read as. */
public sealed interface ManifestReading permits Manifest, ManifestReading.Malformed {

    /**
     * Bytes that are no manifest.
     *
     * @param reason one line for people, free of control characters whatever the bytes were
     */
    record Malformed(String reason) implements ManifestReading {}
}
