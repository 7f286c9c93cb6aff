/** The community's listeners for UDP and HTTPS, and the publishing of the feed. */
@NullMarked
package org.domainstats.communityserver;

import org.jspecify.annotations.NullMarked;
