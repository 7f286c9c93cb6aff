/** Answers of every kind, for tests of what is made from them. */
@NullMarked
package org.domainstats.answerkit;

import org.jspecify.annotations.NullMarked;
