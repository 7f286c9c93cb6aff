/** Reads the dates that WHOIS servers write: in any order, language and zone. */
@NullMarked
package org.domainstats.registrationdata.dates;

import org.jspecify.annotations.NullMarked;
