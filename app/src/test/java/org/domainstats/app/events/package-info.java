/** Events from the contact to whoever is told of it. */
@NullMarked
package org.domainstats.app.events;

import org.jspecify.annotations.NullMarked;
