package dev.mossspore.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for a test. */
public final class Pki {
  private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});
  private static long serial = 1;

  private final KeyPair keys = keys();
  private final X500Principal name;
  private final X509Certificate certificate;

  public Pki(String name) {
    this.name = new X500Principal("CN=" + name);
    this.certificate = sign(this.name, keys, Duration.ofDays(1), true);
  }

  /**
   * A certificate and its key.
   *
   * @param certificate file in PEM form
   * @param key file in PEM form, readable by its owner alone
   */
  public record Issued(Path certificate, Path key) {}

  /** Certifies a name; one that is to last less than no time has ended already. */
  public Issued issue(Path directory, String commonName, Duration lasting) {
    KeyPair subject = keys();
    X509Certificate issued =
        sign(new X500Principal("CN=" + commonName + ",O=Moss"), subject, lasting, false);
    try {
      Path file = Files.createTempFile(directory, commonName, ".pem");
      Path key = Files.createTempFile(directory, commonName, ".key");
      Files.writeString(file, pem("CERTIFICATE", issued.getEncoded()));
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(key, pem("PRIVATE KEY", subject.getPrivate().getEncoded()));
      return new Issued(file, key);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The authority's own certificate. */
  public Path certificate(Path directory) {
    try {
      Path file = Files.createTempFile(directory, "ca", ".pem");
      Files.writeString(file, pem("CERTIFICATE", certificate.getEncoded()));
      return file;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate sign(
      X500Principal subject, KeyPair subjectKeys, Duration lasting, boolean authority) {
    Instant end = Instant.now().plus(lasting);
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(serial++),
              Date.from(end.minus(Duration.ofDays(2))),
              Date.from(end),
              subject,
              subjectKeys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (IOException | OperatorException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, new String(PEM.encode(der), StandardCharsets.US_ASCII), kind);
  }
}
