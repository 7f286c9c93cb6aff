/**
 * Real processes and raw HTTP for tests, benchmarks and torture: start, kill and query a server.
 */
@NullMarked
package org.domainstats.processkit;

import org.jspecify.annotations.NullMarked;
