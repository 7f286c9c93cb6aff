/** Feed files: format, signing, publishing, pulling, applying. */
@NullMarked
package org.domainstats.feed;

import org.jspecify.annotations.NullMarked;
