package dev.mossspore.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** install.sh where the directory for the identity is there already, as a volume is. */
@Tag("root")
class InstallerVolumeIT {
  private static final String[] PLACE = {"--identity-dir=/srv/id"};

  @TempDir Path directory;
  private InstallerRun run;

  @BeforeEach
  void up() throws IOException {
    run = new InstallerRun(directory, "sh");
    run.withSystemd();
    Files.createDirectories(run.host.path("/srv/id/lost+found"));
    run.run("chmod", "2750", "/srv/id");
    run.run("chgrp", "990", "/srv/id");
  }

  @AfterEach
  void down() {
    if (run != null) { // not where it was skipped
      run.close();
    }
  }

  @Test
  void getsToTheAccountIfItIsEmpty() throws IOException {
    Tools.Result first = run.install(PLACE);
    assertEquals(0, first.status(), first.output());
    assertEquals("drwx------ mossspore mossspore", run.mode("/srv/id"));
    Files.writeString(run.host.path("/srv/id/identity.key"), "key");
    Tools.Result second = run.install("--json");
    assertEquals("unchanged", InstallerRun.summary(second).path("result").asText());
  }

  @Test
  void goesBackToRootWhereALaterStepFails() throws IOException {
    run.standIn("/bin/systemctl", "case $1 in *enable*) exit 1 ;; is-active) exit 3 ;; esac");
    Tools.Result result = run.install(PLACE);
    assertEquals(1, result.status(), result.output());
    assertEquals("drwxr-s--- root spore", run.mode("/srv/id"));
  }

  @Test
  void isRefusedWhereItHoldsWhatIsRoots() throws IOException {
    Files.writeString(run.host.path("/srv/id/identity.key"), "key");
    refusedAs("root");
    assertEquals("drwxr-s--- root spore", run.mode("/srv/id"));
  }

  @Test
  void isRefusedWhereItIsAnothers() throws IOException {
    run.run("chown", "990", "/srv/id");
    refusedAs("spore");
    run.run("chown", "12345", "/srv/id");
    refusedAs("the user 12345");
  }

  private void refusedAs(String owner) throws IOException {
    List<String> files = run.files();
    Tools.Result result = run.install(PLACE);
    assertEquals(1, result.status(), result.output());
    assertTrue(
        result.output().contains("/srv/id belongs to " + owner + ": give it to the account"),
        result.output());
    assertEquals(List.of(), run.changesSince(files));
  }
}
