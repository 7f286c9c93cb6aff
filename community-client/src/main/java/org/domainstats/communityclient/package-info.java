/** Asks the community server, and keeps the known domains up to date. */
@NullMarked
package org.domainstats.communityclient;

import org.jspecify.annotations.NullMarked;
