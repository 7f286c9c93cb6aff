/** What analysts work through: the triage table, what they decided, their notes and labels. */
@NullMarked
package org.domainstats.store.triage;

import org.jspecify.annotations.NullMarked;
