/** Tables and rules of publish/subscribe. */
@NullMarked
package dev.mossspore.gossip;

import org.jspecify.annotations.NullMarked;
