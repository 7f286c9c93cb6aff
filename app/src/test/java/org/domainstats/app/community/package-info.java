/** A community server, its members and its feed. */
@NullMarked
package org.domainstats.app.community;

import org.jspecify.annotations.NullMarked;
