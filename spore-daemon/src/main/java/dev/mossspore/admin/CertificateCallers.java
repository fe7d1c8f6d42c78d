package dev.mossspore.admin;

import dev.mossspore.admin.v1.Role;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Callers over mutual TLS. Whoever has a certificate of the configured authority may look; who may
 * do more is configured by the names in certificates: the common name of the subject, and DNS,
 * e-mail and URI names.
 */
final class CertificateCallers implements Caller.Recognition {
  private static final Set<Integer> NAME_TYPES = Set.of(1, 2, 6);

  private final Set<String> operators;
  private final Set<String> admins;

  CertificateCallers(Collection<String> operators, Collection<String> admins) {
    this.operators = Set.copyOf(operators);
    this.admins = Set.copyOf(admins);
  }

  @Override
  public Caller recognize(Attributes connection, Metadata headers) {
    SSLSession session = connection.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    try {
      Certificate[] chain = session == null ? new Certificate[0] : session.getPeerCertificates();
      if (chain.length > 0 && chain[0] instanceof X509Certificate certificate) {
        return caller(names(certificate));
      }
    } catch (SSLPeerUnverifiedException | CertificateParsingException | InvalidNameException e) {
      throw Failure.CALLER_UNKNOWN.because("the certificate names nobody");
    }
    throw Failure.CALLER_UNKNOWN.because("there is no certificate");
  }

  Caller caller(List<String> names) {
    Role role = Role.ROLE_VIEW;
    if (names.stream().anyMatch(admins::contains)) {
      role = Role.ROLE_ADMIN;
    } else if (names.stream().anyMatch(operators::contains)) {
      role = Role.ROLE_OPERATE;
    }
    return new Caller("tls:" + (names.isEmpty() ? "unnamed" : names.getFirst()), role);
  }

  static List<String> names(X509Certificate certificate)
      throws CertificateParsingException, InvalidNameException {
    List<String> names = new ArrayList<>();
    for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
      if (part.getType().equalsIgnoreCase("CN")) {
        names.add(String.valueOf(part.getValue()));
      }
    }
    Collection<List<?>> others = certificate.getSubjectAlternativeNames();
    if (others != null) {
      for (List<?> other : others) {
        if (NAME_TYPES.contains(other.get(0))) {
          names.add(String.valueOf(other.get(1)));
        }
      }
    }
    return names;
  }
}
