/** Starts, kills and restarts a real PostgreSQL server, for tests, benchmarks and torture. */
@NullMarked
package org.domainstats.postgreskit;

import org.jspecify.annotations.NullMarked;
