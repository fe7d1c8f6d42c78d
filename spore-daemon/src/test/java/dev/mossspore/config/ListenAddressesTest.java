package dev.mossspore.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mossspore.base.HostPort;
import dev.mossspore.testing.Vectors;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code listen_addresses}: texts of {@code monitor.listen}. */
@Tag("wire")
class ListenAddressesTest {
  @TempDir Path dir;

  static List<JsonNode> cases() {
    return Vectors.cases("daemon/listen_addresses");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isJudgedAsWritten(JsonNode vector) {
    String text = vector.path("inputs").path("listen").asText();
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.putObject("monitor").put("listen", text);
    Given given = Given.file(dir, root.toString());
    JsonNode outputs = vector.path("outputs");
    if (outputs.path("our_result").asText().equals("accept")) {
      HostPort listen = given.accepted().config().monitor().listen();
      assertEquals(outputs.path("host").asText(), listen.host());
      assertEquals(outputs.path("port").asInt(), listen.port());
    } else {
      String problem = given.problems().getFirst();
      assertTrue(problem.startsWith("config.json, line 1, column 22: monitor.listen: "), problem);
      assertTrue(problem.contains(subject(outputs.path("reason").asText())), problem);
      assertTrue(problem.contains("got " + Quoted.of(text) + ";"), problem);
    }
  }

  /** The words in which ours names the fault that the reference's text describes. */
  private static String subject(String reason) {
    if (reason.contains("missing port")) {
      return "missing port";
    }
    if (reason.contains("too many colons")) {
      return "needs brackets";
    }
    return reason.contains("host") ? "valid host name" : "expected a port";
  }
}
