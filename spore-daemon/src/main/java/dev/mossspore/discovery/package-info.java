/**
 * What sessions and announcements tell of peers in, a bounded directory of peers and what to tell
 * others of them out (chapter 04 sections 9 to 11). Pure; confined to the mesh loop, but for the
 * signature checks, which may run anywhere. How peers are found is below: {@code tracker} and
 * {@code lan}.
 */
@NullMarked
package dev.mossspore.discovery;

import org.jspecify.annotations.NullMarked;
