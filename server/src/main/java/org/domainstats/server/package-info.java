/** The HTTP API of the local network. */
@NullMarked
package org.domainstats.server;

import org.jspecify.annotations.NullMarked;
