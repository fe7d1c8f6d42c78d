@NullMarked
package dev.mossspore.catalogue;

import org.jspecify.annotations.NullMarked;
