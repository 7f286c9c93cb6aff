/** Pages in a browser: the dashboard, as Chromium shows it. */
@NullMarked
package org.domainstats.app.browser;

import org.jspecify.annotations.NullMarked;
