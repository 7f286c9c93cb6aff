/** Answers in memory, until something that they are made of changes. */
@NullMarked
package org.domainstats.lookup.cache;

import org.jspecify.annotations.NullMarked;
