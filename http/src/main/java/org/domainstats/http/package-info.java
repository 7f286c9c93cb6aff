/** The HTTP server and the HTTP client of the whole project, on Vert.x. */
@NullMarked
package org.domainstats.http;

import org.jspecify.annotations.NullMarked;
