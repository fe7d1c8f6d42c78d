package dev.mossspore.doctor;

import dev.mossspore.config.Resolution;
import dev.mossspore.config.SporeConfig;
import dev.mossspore.monitor.NodeInfo;
import dev.mossspore.observe.BuildInfo;
import dev.mossspore.observe.ProcessFigures;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that is judged, at one instant. */
public record Facts(
    Node node, Files files, Host host, Config config, Certificates certificates, BuildInfo build) {

  /**
   * The node itself.
   *
   * @param faults what a restart would cure
   * @param tcpConfirmed whether a peer has dialled back
   * @param udpSeen whether a peer has come in over UDP
   * @param eventsLost event lines nobody took
   */
  public record Node(
      NodeInfo info,
      List<String> faults,
      boolean tcpListening,
      boolean udpListening,
      boolean tcpConfirmed,
      boolean udpSeen,
      long eventsLost) {}

  /**
   * A file or directory.
   *
   * @param permissions none where the file system knows none
   */
  public record FileRights(Path path, Set<PosixFilePermission> permissions, boolean writable) {}

  /**
   * What the node keeps.
   *
   * @param identity null for an identity that ends with the process
   * @param state directory of what is remembered
   * @param socket the admin socket, null if there is none
   */
  public record Files(
      @Nullable FileRights identity, FileRights state, @Nullable FileRights socket) {}

  /**
   * The host; 0 for what it does not tell.
   *
   * @param clockStep how far the wall clock has left the steady clock since the start
   * @param receiveBufferMax largest buffer of a socket, in bytes
   * @param sendBufferMax the same
   * @param connections in the kernel's table
   * @param connectionsMax what the table holds
   */
  public record Host(
      Instant now,
      Duration clockStep,
      ProcessFigures process,
      long receiveBufferMax,
      long sendBufferMax,
      long connections,
      long connectionsMax) {}

  /**
   * The configuration.
   *
   * @param withoutEffect keys that were set and that this version does not obey
   * @param found what file, environment and flags say now
   * @param changed keys that would change with a reload
   */
  public record Config(
      SporeConfig running,
      List<String> restartRequired,
      List<String> withoutEffect,
      Resolution found,
      List<String> changed) {}

  /**
   * The certificate of the admin API.
   *
   * @param expires null where there is none
   * @param problem why new files are not used; empty if nothing is wrong
   */
  public record Certificates(@Nullable Instant expires, String problem) {}
}
