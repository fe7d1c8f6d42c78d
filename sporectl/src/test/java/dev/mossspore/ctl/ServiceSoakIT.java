package dev.mossspore.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.ctl.testing.Release;
import dev.mossspore.testkit.Tools;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short form of {@code service-soak}, which prints its figures. */
@Tag("root")
class ServiceSoakIT {
  private static final Duration LIMIT = Duration.ofMinutes(8);
  private static final String SECONDS = "20";

  @Test
  void keepsWithinItsMemoryAndLosesNobody() {
    Release.require();
    Tools.Result result = Tools.run(LIMIT, List.of("../ansible/tests/service-soak", SECONDS));
    System.out.print(result.output());
    assertEquals(0, result.status(), result.output());
  }
}
