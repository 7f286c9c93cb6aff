package org.domainstats.settings;

/**
 * A setting as it was written.
 *
 * @param origin where: {@code default}, a file, an environment variable or a flag
 */
public record Setting(String text, String origin) {}
