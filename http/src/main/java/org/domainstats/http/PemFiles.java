package org.domainstats.http;

import java.nio.file.Path;

/**
 * A certificate with its chain, and its key, both PEM.
 *
 * @param certificate the chain, the server's own certificate first
 * @param key PKCS 8
 */
public record PemFiles(Path certificate, Path key) {}
