package dev.mossspore.ctl.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decides from a host's inventory variables how it is reached. */
public final class HostEndpoint {
  private static final String ENDPOINT = "sporectl_endpoint";
  private static final String SOCKET = "sporectl_socket";

  private HostEndpoint() {}

  /**
   * {@code sporectl_endpoint} if the host has it; the local socket where {@code
   * ansible_connection=local}; else ssh, as Ansible would.
   *
   * @param below what holds where the host has no variable for it
   * @param above what holds whatever the host says
   * @throws IllegalArgumentException naming the host and what is wrong
   */
  public static Target of(
      String name, Map<String, String> variables, Access below, Map<String, String> above) {
    Access access = below.under(variables).under(above);
    try {
      String text = variables.getOrDefault(ENDPOINT, "");
      if (text.isEmpty()) {
        text = fromAnsible(name, variables);
      }
      return new Target(name, EndpointText.parse(text, access, sshArguments(variables)), variables);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("host %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static String fromAnsible(String name, Map<String, String> variables) {
    String socket = variables.getOrDefault(SOCKET, EndpointText.DEFAULT_SOCKET);
    if (variables.getOrDefault("ansible_connection", "").equals("local")) {
      return "unix:" + socket;
    }
    String host = first(variables, name, "ansible_host", "ansible_ssh_host");
    String user = first(variables, "", "ansible_user", "ansible_ssh_user");
    String port = first(variables, "", "ansible_port", "ansible_ssh_port");
    return "ssh://%s%s%s%s"
        .formatted(
            user.isEmpty() ? "" : user + "@",
            host.contains(":") ? "[" + host + "]" : host,
            port.isEmpty() ? "" : ":" + port,
            socket);
  }

  private static List<String> sshArguments(Map<String, String> variables) {
    List<String> arguments = new ArrayList<>();
    String key = first(variables, "", "ansible_ssh_private_key_file", "ansible_private_key_file");
    if (!key.isEmpty()) {
      arguments.addAll(List.of("-i", key));
    }
    for (String name : List.of("ansible_ssh_common_args", "ansible_ssh_extra_args")) {
      arguments.addAll(Words.split(variables.getOrDefault(name, "")));
    }
    return List.copyOf(arguments);
  }

  private static String first(Map<String, String> variables, String otherwise, String... names) {
    for (String name : names) {
      String value = variables.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value;
      }
    }
    return otherwise;
  }
}
