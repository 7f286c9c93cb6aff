/** The contract that every store keeps, as tests to run against it. */
@NullMarked
package org.domainstats.storekit;

import org.jspecify.annotations.NullMarked;
