/**
 * What commands show, as plain records: the machine formats follow their components, so a change
 * here is a new version. Pure.
 */
@NullMarked
package dev.mossspore.ctl.view;

import org.jspecify.annotations.NullMarked;
