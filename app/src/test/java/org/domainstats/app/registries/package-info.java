/** Registries and lists of domains that are asked, and fail. */
@NullMarked
package org.domainstats.app.registries;

import org.jspecify.annotations.NullMarked;
