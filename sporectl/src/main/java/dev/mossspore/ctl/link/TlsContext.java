package dev.mossspore.ctl.link;

import dev.mossspore.ctl.endpoint.Endpoint.TlsFiles;
import dev.mossspore.ctl.fleet.CallFailedException;
import dev.mossspore.ctl.fleet.ClientCode;
import dev.mossspore.ctl.fleet.Outcome;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;

/**
 * TLS 1.3 with a client certificate; looks at the files first, since their faults are the usual
 * ones.
 */
final class TlsContext {
  private TlsContext() {}

  static SslContext of(TlsFiles files) throws CallFailedException {
    certificate(files.ca());
    checkDates(files.certificate());
    try {
      return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
          .protocols("TLSv1.3")
          .trustManager(files.ca().toFile())
          .keyManager(files.certificate().toFile(), files.key().toFile())
          .build();
    } catch (IOException | IllegalArgumentException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw unusable(
          "%s and %s do not make a client certificate: %s"
              .formatted(files.certificate(), files.key(), cause.getMessage()),
          "the key has to be PEM in PKCS#8 form ('BEGIN PRIVATE KEY'): openssl pkcs8 -topk8"
              + " -nocrypt -in OLD -out NEW");
    }
  }

  private static void checkDates(Path file) throws CallFailedException {
    X509Certificate certificate = certificate(file);
    try {
      certificate.checkValidity();
    } catch (CertificateExpiredException e) {
      throw new CallFailedException(
          Outcome.REFUSED,
          ClientCode.TLS_CLIENT_EXPIRED,
          "your certificate %s expired at %s"
              .formatted(file, certificate.getNotAfter().toInstant()),
          "have a new one made");
    } catch (CertificateNotYetValidException e) {
      throw new CallFailedException(
          Outcome.REFUSED,
          ClientCode.TLS_CLIENT_EXPIRED,
          "your certificate %s is valid from %s on"
              .formatted(file, certificate.getNotBefore().toInstant()),
          "check the clock of this host");
    }
  }

  private static X509Certificate certificate(Path file) throws CallFailedException {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (NoSuchFileException e) {
      throw unusable("%s does not exist".formatted(file), "");
    } catch (CertificateException e) {
      throw unusable("%s holds no certificate in PEM form".formatted(file), "");
    } catch (IOException e) {
      throw unusable("%s cannot be read: %s".formatted(file, e), "");
    }
  }

  private static CallFailedException unusable(String message, String fix) {
    return new CallFailedException(Outcome.REFUSED, ClientCode.TLS_FILES, message, fix);
  }
}
