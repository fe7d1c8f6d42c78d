package dev.mossspore.transport;

import java.util.concurrent.CompletableFuture;

/**
 * The sizes of a transport's tables.
 *
 * @param tcpHandshakes inbound handshakes over TCP
 * @param udpHandshakes inbound handshakes over UDP
 * @param udpSessions sessions over UDP, reported or not
 */
public record TransportTables(int tcpHandshakes, int udpHandshakes, int udpSessions) {
  /** Reads them on the threads they belong to. */
  public static TransportTables of(Transport transport) {
    CompletableFuture<TransportTables> result = new CompletableFuture<>();
    transport
        .udp()
        .inspect(
            endpoint ->
                result.complete(
                    new TransportTables(
                        transport.tcp().handshakes(), endpoint.handshakes(), endpoint.sessions())));
    return result.join();
  }
}
