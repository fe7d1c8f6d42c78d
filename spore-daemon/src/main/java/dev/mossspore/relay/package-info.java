/**
 * Carries traffic for peers that cannot meet (chapter 05, 07 section 4.5): relay envelopes in,
 * routes and forwarded envelopes out, and the offer to relay. Sessions are opened and closed on the
 * mesh loop; data is forwarded on the event loop of the link it came on.
 */
@NullMarked
package dev.mossspore.relay;

import org.jspecify.annotations.NullMarked;
