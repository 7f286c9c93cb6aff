/** What the interfaces promise: the OpenAPI file, metrics, formats and documents. */
@NullMarked
package org.domainstats.app.api;

import org.jspecify.annotations.NullMarked;
