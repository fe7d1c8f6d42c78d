package dev.mossspore.ctl.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class EndpointTextTest {
  private static final Access ALL =
      new Access(
          Map.of(
              Access.TLS_CA,
              "/ca",
              Access.TLS_CERT,
              "/crt",
              Access.TLS_KEY,
              "/key",
              Access.TOKEN_FILE,
              "/token"));

  @ParameterizedTest
  @CsvSource({
    "/run/x.sock, unix:/run/x.sock",
    "unix:/run/x.sock, unix:/run/x.sock",
    "unix:///run/x.sock, unix:/run/x.sock",
    "ssh://web01, ssh://web01/run/mossspore/admin.sock",
    "ssh://ops@web01:2222/a/b.sock, ssh://ops@web01:2222/a/b.sock",
    "ssh://[2001:db8::1]:22, ssh://[2001:db8::1]:22/run/mossspore/admin.sock",
    "tls://web01, tls://web01:9801",
    "tls://[::1]:1, tls://[::1]:1",
    "tcp://127.0.0.1, tcp://127.0.0.1:9802",
    "tcp://localhost:7, tcp://localhost:7"
  })
  void reads(String text, String shown) {
    assertEquals(shown, EndpointText.parse(text, ALL, List.of()).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "web01|is no endpoint",
        "http://web01|is no endpoint",
        "unix:run/x|absolute path",
        "ssh://|names no host",
        "ssh://-oProxyCommand=touch|neither host nor user may begin with '-'",
        "ssh://-x@web|neither host nor user",
        "ssh://web:0|a port is a number",
        "ssh://web:99999|a port is a number",
        "ssh://2001:db8::1|stands in brackets",
        "tcp://192.0.2.1:1|reaches this host only",
        "tls://web/x|only a host and a port"
      })
  void refuses(String text, String message) {
    String said =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class, () -> EndpointText.parse(text, ALL, List.of()))
                .getMessage());
    assertTrue(said.contains(message), said);
  }

  @Test
  void saysHowToGiveWhatIsMissing() {
    String said =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> EndpointText.parse("tls://web", new Access(Map.of()), List.of()))
                .getMessage());
    assertTrue(said.contains("--tls-ca, the variable SPORECTL_TLS_CA, or the host variable"), said);
  }

  @Test
  void theSocketOfThisHostLiesWhereItsDaemonPutsIt() {
    assertEquals("/run/mossspore/admin.sock", EndpointText.localSocket("Linux", Map.of()));
    assertEquals(
        "D:\\Data\\MossSpore\\admin.sock",
        EndpointText.localSocket("Windows Server 2022", Map.of("ProgramData", "D:\\Data")));
    assertEquals(
        "C:\\ProgramData\\MossSpore\\admin.sock", EndpointText.localSocket("Windows 11", Map.of()));
  }
}
