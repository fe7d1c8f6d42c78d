package dev.mossspore.testing;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Both ends of the admin API over mutual TLS. */
public final class AdminTls {
  private AdminTls() {}

  /** Of a spore that serves it on a port of its choice; alice and carol may operate. */
  public static Map<String, String> environment(Pki.Issued server, Path authority) {
    return Map.of(
        "MOSSSPORE_ADMIN_TLS_LISTEN", "127.0.0.1:0",
        "MOSSSPORE_ADMIN_TLS_CERT", server.certificate().toString(),
        "MOSSSPORE_ADMIN_TLS_KEY", server.key().toString(),
        "MOSSSPORE_ADMIN_TLS_CLIENT_CA", authority.toString(),
        "MOSSSPORE_ADMIN_TLS_OPERATORS", "alice, carol");
  }

  /**
   * What a caller brings.
   *
   * @param authority which the spore's certificate has to be of
   * @param own none for a caller without a certificate
   */
  public static SslContext client(Path authority, Pki.@Nullable Issued own) {
    try {
      SslContextBuilder builder =
          GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
              .trustManager(authority.toFile());
      if (own != null) {
        builder.keyManager(own.certificate().toFile(), own.key().toFile());
      }
      return builder.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
