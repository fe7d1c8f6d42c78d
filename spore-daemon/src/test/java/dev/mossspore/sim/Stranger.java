package dev.mossspore.sim;

import dev.mossspore.base.HostPort;
import dev.mossspore.crypto.Identity;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Link;
import dev.mossspore.transport.PacketReceiver;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A host that does what the test tells it, and on its own answers pings. */
final class Stranger implements Host {
  private static final String PING = "{\"type\":\"ping\"";
  private static final String PONG = "{\"type\":\"pong\"";

  private final HostPort address;
  private final Identity identity;
  private final Traffic traffic = new Traffic();
  private final List<Link> links = new ArrayList<>();
  private boolean silent;
  private Consumer<Link> onOpened = link -> {};
  private Consumer<Link> onClosed = link -> {};
  private BiConsumer<Link, String> onPacket = (link, packet) -> {};

  Stranger(HostPort address, Identity identity) {
    this.address = address;
    this.identity = identity;
  }

  void onOpened(Consumer<Link> action) {
    onOpened = action;
  }

  void onClosed(Consumer<Link> action) {
    onClosed = action;
  }

  void onPacket(BiConsumer<Link, String> action) {
    onPacket = action;
  }

  /** Closes its sessions and does nothing any more. */
  void leave() {
    vanish();
    links().forEach(link -> link.close(CloseReason.STOPPING));
  }

  /** Falls silent. */
  void vanish() {
    onOpened = link -> link.close(CloseReason.STOPPING);
    onClosed = link -> {};
    onPacket = (link, text) -> {};
    silent = true;
  }

  /** Its open sessions. */
  List<Link> links() {
    return List.copyOf(links);
  }

  @Override
  public HostPort address() {
    return address;
  }

  @Override
  public Identity identity() {
    return identity;
  }

  @Override
  public Traffic traffic() {
    return traffic;
  }

  @Override
  public void established(Link link) {
    links.add(link);
    link.open(
        new PacketReceiver() {
          @Override
          public void packet(ByteBuffer packet) {
            String text = StandardCharsets.UTF_8.decode(packet).toString();
            if (text.startsWith(PING) && !silent) {
              link.send(text.replace(PING, PONG).getBytes(StandardCharsets.UTF_8));
            } else {
              onPacket.accept(link, text);
            }
          }

          @Override
          public void closed(CloseReason reason) {
            links.remove(link);
            onClosed.accept(link);
          }
        });
    onOpened.accept(link);
  }
}
