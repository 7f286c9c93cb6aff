/** Compares RDAP, WHOIS and the known dates of some domains. */
@NullMarked
package org.domainstats.sourcecheck;

import org.jspecify.annotations.NullMarked;
