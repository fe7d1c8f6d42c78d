/** The administration API, version 1: messages and services generated from the schema land here. */
@NullMarked
package dev.mossspore.admin.v1;

import org.jspecify.annotations.NullMarked;
