/**
 * The admin API (gRPC): sockets, who may do what, the audit log, and what the node tells of itself.
 * Goes in: calls, questions to the node through {@link dev.mossspore.admin.AdminNode}. Comes out:
 * answers; generated types stay in here. Connections live on the service loop, calls on virtual
 * threads of their own, which may wait.
 */
@NullMarked
package dev.mossspore.admin;

import org.jspecify.annotations.NullMarked;
