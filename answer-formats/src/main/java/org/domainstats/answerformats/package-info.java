/** What is on the wire, without a wire: the rows of a question, and answers in each dialect. */
@NullMarked
package org.domainstats.answerformats;

import org.jspecify.annotations.NullMarked;
