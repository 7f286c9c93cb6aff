/** Starts, kills, loads and asks a real server; for tests, benchmarks and torture. */
@NullMarked
package org.domainstats.processkit;

import org.jspecify.annotations.NullMarked;
