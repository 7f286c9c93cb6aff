/** What {@code domain-stats admin} does: feed, import, export, backup, tokens, sources. */
@NullMarked
package org.domainstats.admincommands;

import org.jspecify.annotations.NullMarked;
