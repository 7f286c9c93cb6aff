/** The client of a community server. */
@NullMarked
package org.domainstats.communityclient;

import org.jspecify.annotations.NullMarked;
