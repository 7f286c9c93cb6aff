/** A PostgreSQL database: its address, its connections, and what its faults mean. */
@NullMarked
package org.domainstats.postgres;

import org.jspecify.annotations.NullMarked;
