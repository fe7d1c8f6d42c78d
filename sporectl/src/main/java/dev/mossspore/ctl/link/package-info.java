/**
 * Connections to daemons: endpoints in, gRPC stubs out, and failures as an operator would put them.
 * Blocks its caller, a virtual thread.
 */
@NullMarked
package dev.mossspore.ctl.link;

import org.jspecify.annotations.NullMarked;
