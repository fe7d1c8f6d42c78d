package dev.mossspore.testing;

import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.Identity;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Link;
import dev.mossspore.transport.PacketReceiver;
import dev.mossspore.transport.Transport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A node without a mesh: real sockets, and everything that arrives is written down. */
public final class TestNode implements AutoCloseable {
  private final Identity identity;
  private final Transport transport;
  private final List<Link> links = new CopyOnWriteArrayList<>();
  private final List<String> packets = new CopyOnWriteArrayList<>();
  private volatile @Nullable CloseReason closed;

  private TestNode(Identity identity) {
    this.identity = identity;
    this.transport =
        new Transport(Credentials.of(identity, "moss/1"), new SecureRandom(), false, links::add);
  }

  /** Starts a node with a new identity; it listens nowhere yet. */
  public static TestNode start() {
    return new TestNode(Identity.generate(new SecureRandom()));
  }

  public Identity identity() {
    return identity;
  }

  public Transport transport() {
    return transport;
  }

  /** The links reported so far; the test opens or closes them. */
  public List<Link> links() {
    return links;
  }

  /** The packets received on links opened with {@link #receiver}, as text. */
  public List<String> packets() {
    return packets;
  }

  /** Why the last link ended; null if none has. */
  public @Nullable CloseReason closed() {
    return closed;
  }

  /** A receiver that writes down what comes. */
  public PacketReceiver receiver() {
    return new PacketReceiver() {
      @Override
      public void packet(ByteBuffer packet) {
        packets.add(StandardCharsets.UTF_8.decode(packet).toString());
      }

      @Override
      public void closed(CloseReason reason) {
        closed = reason;
      }
    };
  }

  @Override
  public void close() {
    transport.close();
  }
}
