/** RDAP and WHOIS replies to registration outcomes: text and JSON only, no sockets. */
@NullMarked
package org.domainstats.registrationdata;

import org.jspecify.annotations.NullMarked;
