/**
 * Links in, the peer table out: admission, keepalive, announcements (chapter 03 sections 5 to 9).
 * Decisions are made on the mesh loop alone; pings are answered on the link's event loop.
 */
@NullMarked
package dev.mossspore.mesh;

import org.jspecify.annotations.NullMarked;
