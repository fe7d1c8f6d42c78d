package dev.mossspore.ctl.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class HostEndpointTest {
  private static final Access NONE = new Access(Map.of());

  @Test
  void goesWhereAnsibleWould() {
    assertEquals("ssh://web01/run/mossspore/admin.sock", endpoint(Map.of()));
    assertEquals(
        "ssh://ops@192.0.2.7:2222/run/mossspore/admin.sock",
        endpoint(
            Map.of("ansible_host", "192.0.2.7", "ansible_user", "ops", "ansible_port", "2222")));
    assertEquals(
        "unix:/x.sock",
        endpoint(Map.of("ansible_connection", "local", "sporectl_socket", "/x.sock")));
    assertEquals(
        "unix:/y.sock", endpoint(Map.of("sporectl_endpoint", "unix:/y.sock", "ansible_host", "z")));
  }

  @Test
  void takesSshArgumentsAsAnsibleDoes() {
    Target target =
        HostEndpoint.of(
            "web01",
            Map.of(
                "ansible_ssh_private_key_file", "/k",
                "ansible_ssh_common_args", "-o ProxyJump=gate -F '/a b'"),
            NONE,
            Map.of());
    assertTrue(target.endpoint() instanceof Endpoint.Ssh);
    if (target.endpoint() instanceof Endpoint.Ssh ssh) {
      assertEquals(List.of("-i", "/k", "-o", "ProxyJump=gate", "-F", "/a b"), ssh.arguments());
    }
  }

  @Test
  void laysFlagsOverVariablesOverDefaults() {
    Access below =
        new Access(Map.of(Access.TLS_CA, "/1", Access.TLS_CERT, "/1", Access.TLS_KEY, "/1"));
    Target target =
        HostEndpoint.of(
            "web01",
            Map.of("sporectl_endpoint", "tls://web01", Access.TLS_CERT, "/2", Access.TLS_KEY, "/2"),
            below,
            Map.of(Access.TLS_KEY, "/3"));
    assertTrue(target.endpoint() instanceof Endpoint.Tls);
    if (target.endpoint() instanceof Endpoint.Tls tls) {
      assertEquals(new Endpoint.TlsFiles(Path.of("/1"), Path.of("/2"), Path.of("/3")), tls.files());
    }
  }

  @Test
  void namesTheHostOfAMistake() {
    String said =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> endpoint(Map.of("sporectl_endpoint", "ftp://x")))
                .getMessage());
    assertTrue(said.startsWith("host web01: 'ftp://x' is no endpoint"), said);
  }

  private static String endpoint(Map<String, String> variables) {
    return HostEndpoint.of("web01", variables, NONE, Map.of()).endpoint().toString();
  }
}
