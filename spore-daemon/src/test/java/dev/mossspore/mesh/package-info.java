@NullMarked
package dev.mossspore.mesh;

import org.jspecify.annotations.NullMarked;
