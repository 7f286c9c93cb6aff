/** What is stored: SQLite, PostgreSQL, moves between them, and what an ended process leaves. */
@NullMarked
package org.domainstats.app.store;

import org.jspecify.annotations.NullMarked;
