/** What stays private: names that no outside source is asked about, and who asked. */
@NullMarked
package org.domainstats.lookup.privacy;

import org.jspecify.annotations.NullMarked;
