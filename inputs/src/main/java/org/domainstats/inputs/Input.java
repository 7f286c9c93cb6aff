package org.domainstats.inputs;

import org.domainstats.base.Stoppable;

/** One place where names are read, until it is closed. */
interface Input extends Stoppable {

    InputCounters counters();
}
