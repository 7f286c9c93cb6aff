/** Who may do what: tokens, roles, sign-in and TLS. */
@NullMarked
package org.domainstats.app.access;

import org.jspecify.annotations.NullMarked;
