/** The command: settings, wiring, subcommands. */
@NullMarked
package org.domainstats.app;

import org.jspecify.annotations.NullMarked;
