package dev.mossspore.monitor;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code /ready} says (07 section 8.3): whether a rolling upgrade may go on to the next host.
 *
 * @param minPeers peers to have
 * @param supernode whether the node has to offer to relay
 */
record Readiness(int minPeers, boolean supernode) {
  private static final int MAX_PEERS = 65_535;

  /** The conditions of a request; empty if they make no sense. Unknown ones are ignored. */
  static Optional<Readiness> asked(String target) {
    Map<String, List<String>> query = new QueryStringDecoder(target).parameters();
    try {
      int minPeers = Integer.parseInt(last(query, "min_peers", "0"));
      Optional<Boolean> supernode = flag(last(query, "supernode", "0"));
      return minPeers < 0 || minPeers > MAX_PEERS
          ? Optional.empty()
          : supernode.map(wanted -> new Readiness(minPeers, wanted));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  Answer answer(NodeStatus status) {
    List<String> reasons = reasons(status);
    return Answer.json(
        reasons.isEmpty() ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE,
        json -> {
          json.writeStartObject();
          json.writeBooleanField("ready", reasons.isEmpty());
          if (!reasons.isEmpty()) {
            json.writeArrayFieldStart("reasons");
            for (String reason : reasons) {
              json.writeString(reason);
            }
            json.writeEndArray();
          }
          json.writeEndObject();
        });
  }

  private List<String> reasons(NodeStatus status) {
    return switch (status) {
      case NodeStatus.NotReady() -> List.of("starting");
      case NodeStatus.Stopping(var _) -> List.of("stopping");
      case NodeStatus.Running(NodeInfo info, var faults, var unready) -> {
        List<String> reasons = new ArrayList<>(unready);
        reasons.addAll(faults);
        if (info.draining()) {
          reasons.add("draining");
        }
        if (info.peers().size() < minPeers) {
          reasons.add("peers %d/%d".formatted(info.peers().size(), minPeers));
        }
        if (supernode && !info.relay().ready()) {
          reasons.add("no_supernode");
        }
        yield reasons;
      }
    };
  }

  private static String last(Map<String, List<String>> query, String name, String otherwise) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.isEmpty() ? otherwise : values.getLast();
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text) {
      case "1", "true" -> Optional.of(true);
      case "0", "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
