/**
 * Man pages and completion from picocli's model of the commands, so that they cannot tell other
 * things than those do. Pure but for {@code WriteManPages}.
 */
@NullMarked
package dev.mossspore.ctl.doc;

import org.jspecify.annotations.NullMarked;
