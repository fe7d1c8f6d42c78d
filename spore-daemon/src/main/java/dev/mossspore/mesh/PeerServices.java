package dev.mossspore.mesh;

import dev.mossspore.transport.Link;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The services on top of the peers, in the order in which they were added. On the mesh loop. */
final class PeerServices {
  private final List<PeerService> services = new ArrayList<>();
  private final Map<EnvelopeType, PeerService> byType = new EnumMap<>(EnvelopeType.class);

  void add(PeerService service) {
    services.add(service);
    for (EnvelopeType type : service.types()) {
      if (byType.put(type, service) != null) {
        throw new IllegalArgumentException("two services take " + type);
      }
    }
  }

  void each(Consumer<PeerService> action) {
    services.forEach(action);
  }

  /** Hands an envelope to the service of its type, if there is one. */
  void received(EnvelopeType type, PeerSlot from, Envelope envelope) {
    PeerService service = byType.get(type);
    if (service != null) {
      service.received(from, envelope);
    }
  }

  @Nullable DataPath dataPath(PeerSlot peer, Link link) {
    return services.stream()
        .map(service -> service.dataPath(peer, link))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
