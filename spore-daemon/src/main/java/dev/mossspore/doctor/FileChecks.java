package dev.mossspore.doctor;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import dev.mossspore.doctor.Doctor.Check;
import dev.mossspore.doctor.Doctor.Complaint;
import dev.mossspore.doctor.Facts.FileRights;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether files are there, and for nobody else. */
final class FileChecks {
  private static final Duration SOON = Duration.ofDays(14);

  static final List<Check> ALL =
      List.of(
          facts ->
              rights(
                  facts.files().identity(),
                  Set.of(GROUP_READ, GROUP_WRITE, OTHERS_READ, OTHERS_WRITE),
                  "identity_readable"),
          facts ->
              Complaint.when(
                  facts.files().identity() != null && !facts.files().state().writable(),
                  "state_dir_not_writable",
                  facts.files().state().path().toString(),
                  ""),
          facts -> rights(facts.files().state(), Set.of(OTHERS_WRITE), "state_dir_open"),
          facts -> rights(facts.files().socket(), Set.of(OTHERS_WRITE), "admin_socket_open"),
          facts ->
              Complaint.when(
                  expiresSoon(facts.certificates().expires(), facts.host().now()),
                  "certificate_expires",
                  "admin.tls.cert",
                  "At " + facts.certificates().expires() + "."),
          facts ->
              Complaint.when(
                  !facts.certificates().problem().isEmpty(),
                  "certificate_unusable",
                  "admin.tls",
                  facts.certificates().problem() + "."));

  private FileChecks() {}

  private static Optional<Complaint> rights(
      @Nullable FileRights file, Set<PosixFilePermission> unwanted, String code) {
    if (file == null || file.permissions().stream().noneMatch(unwanted::contains)) {
      return Optional.empty();
    }
    String mode = "Its mode is " + PosixFilePermissions.toString(file.permissions()) + ".";
    return Optional.of(new Complaint(code, file.path().toString(), mode));
  }

  private static boolean expiresSoon(@Nullable Instant expires, Instant now) {
    return expires != null && now.plus(SOON).isAfter(expires);
  }
}
