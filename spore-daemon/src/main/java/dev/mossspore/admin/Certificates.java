package dev.mossspore.admin;

import dev.mossspore.base.FileMode;
import dev.mossspore.base.FileProblem;
import dev.mossspore.base.Log;
import dev.mossspore.config.SporeConfig;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.AdvancedTlsX509TrustManager.Verification;
import io.grpc.util.CertificateUtils;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The node's certificate and key, and the authority of its clients, read again when the files have
 * changed: connections that come then get the new ones. Files that do not belong together, as in
 * the middle of a change, are not used, and the former stay. Any thread; blocks on the files.
 */
public final class Certificates {
  private static final Log LOG = Log.of("admin");
  private static final byte[] SAMPLE = {1, 2, 3, 4};

  private final SporeConfig.AdminTls files;
  private final AdvancedTlsX509KeyManager own = new AdvancedTlsX509KeyManager();
  private final AdvancedTlsX509TrustManager clients;
  private final SslContext context;
  private List<FileTime> seen = List.of();
  private Instant expires = Instant.MIN;
  private String problem = "";

  private Certificates(SporeConfig.AdminTls files) throws IOException, GeneralSecurityException {
    this.files = files;
    this.clients =
        AdvancedTlsX509TrustManager.newBuilder()
            .setVerification(Verification.CERTIFICATE_ONLY_VERIFICATION)
            .build();
    adopt();
    this.context =
        GrpcSslContexts.configure(SslContextBuilder.forServer(own), SslProvider.JDK)
            .trustManager(clients)
            .clientAuth(ClientAuth.REQUIRE)
            .protocols("TLSv1.3")
            // A session that is taken up again would not be checked again.
            .sessionTimeout(1)
            .build();
  }

  /**
   * Reads the files for the first time.
   *
   * @throws IOException with a sentence for the operator
   */
  static Certificates load(SporeConfig.AdminTls files) throws IOException {
    try {
      return new Certificates(files);
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException("admin.tls: " + cause(e), e);
    }
  }

  SslContext context() {
    return context;
  }

  /** When the certificate that is served ceases to be valid. */
  public synchronized Instant expires() {
    return expires;
  }

  /** Why the files as they are now are not used; empty if they are. */
  public synchronized String problem() {
    return problem;
  }

  /** Looks whether the files have changed. */
  synchronized void refresh() {
    if (times().equals(seen)) {
      return;
    }
    try {
      adopt();
      LOG.info("certificates of the admin API read again", "expires", expires);
    } catch (IOException | GeneralSecurityException e) {
      problem = cause(e);
      LOG.error("certificates of the admin API cannot be used, the former stay", "error", problem);
    }
  }

  private synchronized void adopt() throws IOException, GeneralSecurityException {
    // Taken first: a change while they are read is then seen the next time.
    seen = times();
    X509Certificate[] chain = certificates(files.certificate());
    PrivateKey key = key(files.key());
    X509Certificate[] authorities = certificates(files.clientCa());
    if (!belongTogether(key, chain[0].getPublicKey())) {
      throw new GeneralSecurityException(
          "%s is not the key of %s".formatted(files.key(), files.certificate()));
    }
    own.updateIdentityCredentials(chain, key);
    clients.updateTrustCredentials(authorities);
    expires = chain[0].getNotAfter().toInstant();
    problem = "";
  }

  private List<FileTime> times() {
    List<FileTime> times = new ArrayList<>();
    for (Path file : List.of(files.certificate(), files.key(), files.clientCa())) {
      try {
        times.add(Files.getLastModifiedTime(file));
      } catch (IOException e) {
        times.add(FileTime.fromMillis(0));
      }
    }
    return times;
  }

  private static X509Certificate[] certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      X509Certificate[] all = CertificateUtils.getX509Certificates(in);
      if (all.length == 0) {
        throw new GeneralSecurityException(file + " holds no certificate");
      }
      return all;
    } catch (IOException e) {
      throw new IOException(file + ": " + FileProblem.of(e), e);
    } catch (java.security.cert.CertificateException e) {
      throw new GeneralSecurityException(file + " is no certificate in PEM form", e);
    }
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      if (FileMode.read(file).contains(PosixFilePermission.OTHERS_READ)) {
        throw new GeneralSecurityException(
            file + " may be read by everybody: " + FileMode.fix(file, "640"));
      }
      return CertificateUtils.getPrivateKey(in);
    } catch (IOException e) {
      throw new IOException(file + ": " + FileProblem.of(e), e);
    } catch (java.security.spec.InvalidKeySpecException | IllegalArgumentException e) {
      throw new GeneralSecurityException(file + " is no private key in PKCS #8 form", e);
    }
  }

  private static boolean belongTogether(PrivateKey key, PublicKey certified)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
      return false;
    }
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(SAMPLE);
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(certified);
    verifier.update(SAMPLE);
    return verifier.verify(signer.sign());
  }

  private static String cause(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
