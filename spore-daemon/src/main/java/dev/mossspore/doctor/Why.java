package dev.mossspore.doctor;

import dev.mossspore.catalogue.Catalogue;
import dev.mossspore.catalogue.Kind;
import dev.mossspore.mesh.PeerStory;
import dev.mossspore.transport.CloseReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says why a peer is connected or is not, the weightiest reason first. */
public final class Why {
  private static final String OPENED = "opened";

  private final Catalogue catalogue;

  public Why(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The reasons, at least one. */
  public List<Finding> of(PeerStory peer) {
    List<Finding> reasons = new ArrayList<>();
    if (peer.self()) {
      add(reasons, "peer_is_self", "");
      return reasons;
    }
    if (peer.graylisted()) {
      add(reasons, "peer_graylisted", "Its score is %.0f.".formatted(peer.score()));
    }
    if (peer.connected() != null) {
      add(reasons, "peer_connected", "");
      return reasons;
    }
    if (!peer.known() && peer.closed() == null) {
      add(reasons, "peer_unknown", "");
      return reasons;
    }
    if (peer.dialling()) {
      add(reasons, "peer_dialing", "");
    }
    if (peer.draining()) {
      add(reasons, "node_draining", "");
    }
    if (peer.full()) {
      add(reasons, "node_full", "");
    }
    lastSession(reasons, peer.closed());
    lastDial(reasons, peer);
    if (peer.addresses().isEmpty()) {
      add(reasons, "peer_no_address", "");
    } else if (reasons.isEmpty()) {
      add(reasons, "peer_not_wanted", "");
    }
    return reasons;
  }

  private void lastSession(List<Finding> reasons, PeerStory.@Nullable Closed closed) {
    if (closed != null) {
      String details = ago(closed.ago()) + ": " + meaning(closed.reason());
      add(reasons, "peer_left", details);
    }
  }

  private void lastDial(List<Finding> reasons, PeerStory peer) {
    PeerStory.Dialled dialled = peer.dialled();
    if (dialled != null && !dialled.result().equals(OPENED)) {
      String meaning =
          catalogue
              .find(Kind.DIAL_FAILURE, dialled.result())
              .map(entry -> dialled.result() + " - " + entry.summary())
              .orElse(dialled.result());
      add(reasons, "dial_failed", ago(dialled.ago()) + ": " + meaning);
    }
    Duration next = peer.nextDialIn();
    if (next != null && next.isPositive()) {
      String details =
          "%d failed in a row; the next may begin in %d s."
              .formatted(peer.failures(), next.toSeconds());
      add(reasons, "peer_backing_off", details);
    }
  }

  private String meaning(CloseReason reason) {
    String code = reason.name().toLowerCase(Locale.ROOT);
    return code + " - " + catalogue.require(Kind.CLOSE, code).summary();
  }

  private static String ago(Duration ago) {
    return "%d s ago".formatted(ago.toSeconds());
  }

  private void add(List<Finding> reasons, String code, String details) {
    reasons.add(Finding.of(catalogue, code, "", details));
  }
}
