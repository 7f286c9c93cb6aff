/**
 * Mechanisms that exist once: scheduled task, watched file, atomic file, circuit breaker, duration,
 * limited log.
 */
@NullMarked
package org.domainstats.base;

import org.jspecify.annotations.NullMarked;
