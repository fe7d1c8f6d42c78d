/**
 * Publish/subscribe (chapter 03 sections 10 and 11.2): what was published, offered and asked for
 * in, what is kept and whom it costs points out. So far the tables and rules alone, which nothing
 * carries messages through yet. Pure; to be confined to the mesh loop.
 */
@NullMarked
package dev.mossspore.gossip;

import org.jspecify.annotations.NullMarked;
