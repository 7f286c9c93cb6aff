/** Who may do what over HTTP: the roles of paths, tokens, sessions, users named by a proxy. */
@NullMarked
package org.domainstats.access;

import org.jspecify.annotations.NullMarked;
