/** What events are made from, the log of them, their outputs, and what may go without one. */
@NullMarked
package org.domainstats.store.events;

import org.jspecify.annotations.NullMarked;
