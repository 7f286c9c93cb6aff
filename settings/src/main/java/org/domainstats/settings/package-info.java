/** Where a setting comes from, its type, its default and its error. */
@NullMarked
package org.domainstats.settings;

import org.jspecify.annotations.NullMarked;
