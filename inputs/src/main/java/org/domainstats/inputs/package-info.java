/** Reads names where they are asked about: tailed logs, dnstap, syslog. */
@NullMarked
package org.domainstats.inputs;

import org.jspecify.annotations.NullMarked;
