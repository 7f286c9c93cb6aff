/** The subcommands of {@code domain-stats}: their options, their printing and their exit codes. */
@NullMarked
package org.domainstats.commands;

import org.jspecify.annotations.NullMarked;
