/** The known domains in a SQLite file of their own, which the feed updates. */
@NullMarked
package org.domainstats.knowndomains;

import org.jspecify.annotations.NullMarked;
