/** The pages of the server, the API behind them, and what keeps the triage table up to date. */
@NullMarked
package org.domainstats.dashboard;

import org.jspecify.annotations.NullMarked;
