package dev.mossspore.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mossspore.admin.v1.CheckConfigResponse;
import dev.mossspore.admin.v1.ConfigChange;
import dev.mossspore.admin.v1.ConfigProblem;
import dev.mossspore.admin.v1.ReloadResponse;
import dev.mossspore.admin.v1.ShowConfigResponse;
import dev.mossspore.config.Change;
import dev.mossspore.config.Key;
import dev.mossspore.config.Keys;
import dev.mossspore.config.Problem;
import dev.mossspore.config.Resolution;
import dev.mossspore.config.Setting;
import dev.mossspore.config.Settings;
import dev.mossspore.config.Warning;
import dev.mossspore.reload.ReloadReport;
import dev.mossspore.reload.RunningConfig;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The configuration as messages; secrets are placeholders. */
final class ConfigMessages {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConfigMessages() {}

  static ShowConfigResponse show(RunningConfig running) {
    Path file = running.file();
    ShowConfigResponse.Builder answer =
        ShowConfigResponse.newBuilder()
            .setGeneration(running.generation())
            .setFile(file == null ? "" : file.toString());
    Settings found = running.found();
    List<String> pending = running.restartRequired();
    for (Setting<?> setting : running.settings().all()) {
      answer.addSettings(setting(setting, pending.contains(setting.key().name()), found));
    }
    return answer.build();
  }

  static CheckConfigResponse check(Resolution found, Settings running) {
    CheckConfigResponse.Builder answer = CheckConfigResponse.newBuilder();
    found.warnings().forEach(warning -> answer.addWarnings(warning(warning)));
    switch (found) {
      case Resolution.Refused(var problems, var _) ->
          problems.forEach(problem -> answer.addProblems(problem(problem)));
      case Resolution.Accepted accepted -> {
        for (Change change : accepted.settings().changesSince(running)) {
          answer.addChanges(change(change, running, accepted.settings()));
        }
      }
    }
    return answer.build();
  }

  static ReloadResponse reloaded(ReloadReport report, long generation) {
    ReloadResponse.Builder answer = ReloadResponse.newBuilder().setGeneration(generation);
    report.warnings().forEach(warning -> answer.addWarnings(warning(warning)));
    return switch (report) {
      case ReloadReport.Accepted accepted ->
          answer
              .setAccepted(true)
              .addAllApplied(accepted.applied())
              .addAllRestartRequired(accepted.restartRequired())
              .addAllWithoutEffect(accepted.withoutEffect())
              .build();
      case ReloadReport.Rejected(var problems, var _) -> {
        problems.forEach(problem -> answer.addProblems(problem(problem)));
        yield answer.build();
      }
    };
  }

  private static <T> dev.mossspore.admin.v1.Setting setting(
      Setting<T> setting, boolean pending, Settings found) {
    Key<T> key = setting.key();
    return dev.mossspore.admin.v1.Setting.newBuilder()
        .setKey(key.name())
        .setValueJson(json(setting.plain()))
        .setDefaultJson(json(key.plain(key.fallback())))
        .setSource(setting.source().word())
        .setPlace(setting.place().toString())
        .setReload(Words.lower(key.reload()))
        .setEffective(key.effective())
        .setPendingJson(pending ? json(found.setting(key).plain()) : "")
        .build();
  }

  private static ConfigChange change(Change change, Settings running, Settings candidate) {
    Key<?> key = Keys.find(change.key()).orElseThrow();
    return ConfigChange.newBuilder()
        .setKey(change.key())
        .setRunningJson(json(running.setting(key).plain()))
        .setCandidateJson(json(candidate.setting(key).plain()))
        .setReload(Words.lower(change.reload()))
        .build();
  }

  private static ConfigProblem problem(Problem problem) {
    return ConfigProblem.newBuilder()
        .setKey(problem.key())
        .setPlace(problem.where())
        .setMessage(problem.text())
        .build();
  }

  private static ConfigProblem warning(Warning warning) {
    return ConfigProblem.newBuilder()
        .setPlace(warning.place().toString())
        .setMessage(warning.text())
        .build();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }
}
