@NullMarked
package dev.mossspore.discovery.lan;

import org.jspecify.annotations.NullMarked;
