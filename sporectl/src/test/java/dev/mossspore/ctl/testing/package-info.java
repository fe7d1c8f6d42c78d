/** What tests of several packages need: stub daemons, the launcher as a process, a release. */
@NullMarked
package dev.mossspore.ctl.testing;

import org.jspecify.annotations.NullMarked;
