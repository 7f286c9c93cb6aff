/** Registries on loopback that misbehave on demand, for tests and by hand. */
@NullMarked
package org.domainstats.registrykit;

import org.jspecify.annotations.NullMarked;
