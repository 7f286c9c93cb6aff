/** What was asked and answered, and whether answers agree with each other and with the store. */
@NullMarked
package org.domainstats.torture.ledger;

import org.jspecify.annotations.NullMarked;
