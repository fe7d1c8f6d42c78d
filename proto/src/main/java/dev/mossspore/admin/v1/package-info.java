/**
 * The administration API, version 1: messages and services generated from {@code
 * mossspore/admin/v1/admin.proto}. What is released never changes, see {@code CompatibilityTest}.
 */
@NullMarked
package dev.mossspore.admin.v1;

import org.jspecify.annotations.NullMarked;
