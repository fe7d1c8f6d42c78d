package dev.mossspore.app;

import dev.mossspore.base.Log;
import dev.mossspore.crypto.Identity;
import dev.mossspore.crypto.IdentityFile;
import dev.mossspore.crypto.IdentityFileException;
import dev.mossspore.monitor.NodeInfo;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The node's key for this run and where it came from (07 section 6.2). Holds the lock on its file
 * until it is closed.
 *
 * @param file null for an identity that ends with the process
 */
record NodeIdentity(Identity identity, NodeInfo.Identity origin, @Nullable IdentityFile file)
    implements AutoCloseable {
  private static final Log LOG = Log.of("identity");

  /** Loads or creates the identity and says so in the log. */
  static NodeIdentity open(@Nullable Path path, SecureRandom random) throws FatalException {
    if (path == null) {
      Identity identity = Identity.generate(random);
      LOG.warn(
          "identity is ephemeral: peers will not recognise this spore after a restart",
          "key",
          identity.peerId().fingerprint());
      return new NodeIdentity(identity, NodeInfo.Identity.EPHEMERAL, null);
    }
    try {
      IdentityFile file = IdentityFile.open(path, random);
      String how = file.created() ? "identity created" : "identity loaded";
      LOG.info(how, "key", file.identity().peerId().fingerprint(), "path", file.path());
      file.exposure().ifPresent(LOG::warn);
      file.unlocked().ifPresent(LOG::warn);
      NodeInfo.Identity origin =
          file.created() ? NodeInfo.Identity.CREATED : NodeInfo.Identity.LOADED;
      return new NodeIdentity(file.identity(), origin, file);
    } catch (IdentityFileException e) {
      throw new FatalException(ExitCode.CONFIGURATION, e.problem());
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
