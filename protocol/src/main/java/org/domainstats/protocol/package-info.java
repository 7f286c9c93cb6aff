/** Community messages: bytes to values and back, pure. */
@NullMarked
package org.domainstats.protocol;

import org.jspecify.annotations.NullMarked;
