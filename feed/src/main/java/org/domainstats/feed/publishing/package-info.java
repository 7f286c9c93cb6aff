/** Publishes a version of the feed: what goes into it, its files, and the signed manifest. */
@NullMarked
package org.domainstats.feed.publishing;

import org.jspecify.annotations.NullMarked;
