/** What the stores that speak SQL share: the triage table, its rows and the questions to it. */
@NullMarked
package org.domainstats.storesql;

import org.jspecify.annotations.NullMarked;
