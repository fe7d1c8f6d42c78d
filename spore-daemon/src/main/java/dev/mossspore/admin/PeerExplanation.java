package dev.mossspore.admin;

import dev.mossspore.admin.v1.ExplainPeerResponse;
import dev.mossspore.base.PeerId;
import dev.mossspore.doctor.Finding;
import dev.mossspore.doctor.Why;
import dev.mossspore.mesh.PeerStory;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** Answers why a peer is connected or is not. */
final class PeerExplanation {
  private static final Pattern BEGINNING = Pattern.compile("[0-9a-f]{8,64}");

  private final AdminNode node;
  private final Why why;

  PeerExplanation(AdminNode node) {
    this.node = node;
    this.why = new Why(node.catalogue());
  }

  ExplainPeerResponse of(String beginning) {
    PeerStory story = Question.ask(node.mesh().explain(find(beginning)));
    Instant now = node.clock().instant();
    ExplainPeerResponse.Builder answer =
        ExplainPeerResponse.newBuilder()
            .setPeer(story.id().hex())
            .addAllAddresses(story.addresses());
    for (Finding finding : why.of(story)) {
      answer.addFindings(FindingMessages.of(finding));
    }
    if (story.connected() != null) {
      answer.setConnected(PeerMessages.peer(story.connected(), node.relay().sessions()));
    }
    if (story.dialled() != null) {
      answer
          .setLastDial(Times.timestamp(now.minus(story.dialled().ago())))
          .setLastDialResult(story.dialled().result());
    }
    if (story.nextDialIn() != null && story.connected() == null) {
      answer.setNextDial(Times.timestamp(now.plus(story.nextDialIn())));
    }
    return answer.build();
  }

  private PeerId find(String beginning) {
    if (!BEGINNING.matcher(beginning).matches()) {
      throw Failure.BAD_REQUEST.because(
          "peer: 8 to 64 hex digits in lower case are the beginning of an id");
    }
    if (beginning.length() == 2 * PeerId.LENGTH) {
      return PeerId.parse(beginning);
    }
    List<PeerId> found = Question.ask(node.mesh().beginningWith(beginning, 2));
    return switch (found.size()) {
      case 0 -> throw Failure.PEER_NOT_FOUND.because("no known peer begins with " + beginning);
      case 1 -> found.getFirst();
      default ->
          throw Failure.PEER_AMBIGUOUS.because("several known peers begin with " + beginning);
    };
  }
}
