/** Registration dates at their source: RDAP and WHOIS. */
@NullMarked
package org.domainstats.registry;

import org.jspecify.annotations.NullMarked;
