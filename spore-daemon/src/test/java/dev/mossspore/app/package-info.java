@NullMarked
package dev.mossspore.app;

import org.jspecify.annotations.NullMarked;
