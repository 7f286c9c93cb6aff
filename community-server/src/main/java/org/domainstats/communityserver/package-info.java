/** The community's doors over UDP and HTTPS, and the publishing of the feed. */
@NullMarked
package org.domainstats.communityserver;

import org.jspecify.annotations.NullMarked;
