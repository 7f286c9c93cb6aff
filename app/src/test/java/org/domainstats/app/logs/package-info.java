/** Names that come from logs: files, syslog and name servers. */
@NullMarked
package org.domainstats.app.logs;

import org.jspecify.annotations.NullMarked;
