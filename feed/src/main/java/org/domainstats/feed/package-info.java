/** The feed of known domains: its file formats, signing, publishing, pulling and applying. */
@NullMarked
package org.domainstats.feed;

import org.jspecify.annotations.NullMarked;
