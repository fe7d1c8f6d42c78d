package dev.mossspore.admin;

import io.grpc.Attributes;
import io.grpc.Metadata;

/** Callers over TCP of this host: each call brings a token, which says what it may do. */
final class TokenCallers implements Caller.Recognition {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String SCHEME = "Bearer ";

  private final Tokens tokens;

  TokenCallers(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Caller recognize(Attributes connection, Metadata headers) {
    String header = headers.get(AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw Failure.TOKEN_MISSING.because("the call carries no token");
    }
    return tokens.caller(header.substring(SCHEME.length()).strip());
  }
}
