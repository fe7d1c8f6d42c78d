package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.Capabilities;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** The peer table as services see it. */
record ConnectedPeers(PeerTable table, PeerExchange exchange, Supplier<String> address)
    implements Peers {
  @Override
  public Optional<PeerSlot> find(PeerId id) {
    return table.find(id).map(Peer::slot);
  }

  @Override
  public Collection<PeerSlot> all() {
    return table.peers().stream().map(Peer::slot).toList();
  }

  @Override
  public boolean trusted(PeerSlot peer) {
    return table.find(peer.id()).filter(exchange::trusted).isPresent();
  }

  @Override
  public String ownAddress() {
    return address.get();
  }

  @Override
  public void capabilities(Capabilities capabilities) {
    exchange.capabilities(capabilities);
  }

  @Override
  public void repeatStatus() {
    exchange.repeatStatus();
  }
}
