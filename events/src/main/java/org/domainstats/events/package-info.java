/** Events: first contacts and what follows them, made once and delivered to outputs. */
@NullMarked
package org.domainstats.events;

import org.jspecify.annotations.NullMarked;
