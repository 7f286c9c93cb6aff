/** Community messages and feed files: bytes to values and back, pure. */
@NullMarked
package org.domainstats.protocol;

import org.jspecify.annotations.NullMarked;
