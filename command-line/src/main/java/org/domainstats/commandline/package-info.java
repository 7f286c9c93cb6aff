/** What every command shares: settings as flags, exit codes, progress, the end by a signal. */
@NullMarked
package org.domainstats.commandline;

import org.jspecify.annotations.NullMarked;
