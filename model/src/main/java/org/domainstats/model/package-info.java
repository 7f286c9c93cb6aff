/** Names, public suffixes, registrations and answers: values only, no I/O. */
@NullMarked
package org.domainstats.model;

import org.jspecify.annotations.NullMarked;
