/**
 * Plain trees (maps, lists, text, numbers, booleans, null) from records and to JSON, YAML and CSV.
 * Pure.
 */
@NullMarked
package dev.mossspore.ctl.tree;

import org.jspecify.annotations.NullMarked;
