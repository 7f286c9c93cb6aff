/**
 * What the stores that speak SQL share: tables that are read and written alike in each, and the
 * rows and questions of the triage table.
 */
@NullMarked
package org.domainstats.storesql;

import org.jspecify.annotations.NullMarked;
