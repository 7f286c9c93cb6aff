/** The servers, put together from the settings by plain constructors. */
@NullMarked
package org.domainstats.composition;

import org.jspecify.annotations.NullMarked;
