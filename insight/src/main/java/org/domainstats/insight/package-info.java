/** What else is known of a name: how random its letters are. */
@NullMarked
package org.domainstats.insight;

import org.jspecify.annotations.NullMarked;
