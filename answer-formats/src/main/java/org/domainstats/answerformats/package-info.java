/** The dialects: an answer to bytes. */
@NullMarked
package org.domainstats.answerformats;

import org.jspecify.annotations.NullMarked;
