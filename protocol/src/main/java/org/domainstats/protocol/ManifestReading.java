package org.domainstats.protocol;

/** What the bytes of a manifest turned out to be. */
public sealed interface ManifestReading permits Manifest, Malformed {}
