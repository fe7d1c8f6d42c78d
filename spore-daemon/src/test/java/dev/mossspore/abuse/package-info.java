/**
 * A node under attack beside honest peers: how fairly it refuses, and whether everything returns.
 */
@NullMarked
package dev.mossspore.abuse;

import org.jspecify.annotations.NullMarked;
