/**
 * Learns registrations: one question in flight for each domain, what is stored of the reply,
 * retries.
 */
@NullMarked
package org.domainstats.registrations;

import org.jspecify.annotations.NullMarked;
