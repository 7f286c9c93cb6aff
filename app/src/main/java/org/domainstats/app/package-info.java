/** The process: it starts the command that its arguments name. */
@NullMarked
package org.domainstats.app;

import org.jspecify.annotations.NullMarked;
