/**
 * Ansible's inventories and host patterns: files and a command's output in, hosts with variables
 * out.
 */
@NullMarked
package dev.mossspore.ctl.inventory;

import org.jspecify.annotations.NullMarked;
