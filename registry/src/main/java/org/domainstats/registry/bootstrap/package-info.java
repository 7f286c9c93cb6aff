/** IANA's list of RDAP servers: where it comes from, and how it is kept fresh. */
@NullMarked
package org.domainstats.registry.bootstrap;

import org.jspecify.annotations.NullMarked;
