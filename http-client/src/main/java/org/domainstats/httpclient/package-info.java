/** The HTTP client of the whole project, on Vert.x, and the judging of addresses. */
@NullMarked
package org.domainstats.httpclient;

import org.jspecify.annotations.NullMarked;
