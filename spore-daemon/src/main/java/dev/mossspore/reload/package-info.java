/**
 * Changes the configuration of a running node (07 section 9): reads it again, changes what may
 * change, and tells what did. Knows no part of the node; each says itself what it applies.
 */
@NullMarked
package dev.mossspore.reload;

import org.jspecify.annotations.NullMarked;
