/** Lists of new domains: read, downloaded, compared, and put into the store. */
@NullMarked
package org.domainstats.hints;

import org.jspecify.annotations.NullMarked;
