/** The HTTP server of the whole project, on Vert.x. */
@NullMarked
package org.domainstats.http;

import org.jspecify.annotations.NullMarked;
