/** Who asks about which site and how often, noted behind the answers. */
@NullMarked
package org.domainstats.usage;

import org.jspecify.annotations.NullMarked;
