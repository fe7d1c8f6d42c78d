@NullMarked
package dev.mossspore.discovery.tracker;

import org.jspecify.annotations.NullMarked;
