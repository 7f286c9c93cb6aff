/** Ports to what is stored: contacts, registrations, the retry queue, known domains. */
@NullMarked
package org.domainstats.store;

import org.jspecify.annotations.NullMarked;
