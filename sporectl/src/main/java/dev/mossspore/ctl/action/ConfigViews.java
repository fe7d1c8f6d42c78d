package dev.mossspore.ctl.action;

import static dev.mossspore.ctl.action.Values.json;
import static dev.mossspore.ctl.action.Values.text;

import dev.mossspore.admin.v1.CheckConfigResponse;
import dev.mossspore.admin.v1.ConfigChange;
import dev.mossspore.admin.v1.ConfigProblem;
import dev.mossspore.admin.v1.ReloadResponse;
import dev.mossspore.admin.v1.Setting;
import dev.mossspore.admin.v1.ShowConfigResponse;
import dev.mossspore.ctl.view.ConfigCheckView;
import dev.mossspore.ctl.view.ConfigView;
import dev.mossspore.ctl.view.ReloadView;
import java.util.List;

/** Messages about configuration as records. */
final class ConfigViews {
  private ConfigViews() {}

  static ConfigView config(ShowConfigResponse config) {
    return new ConfigView(
        config.getGeneration(),
        text(config.getFile()),
        config.getSettingsList().stream().map(ConfigViews::setting).toList());
  }

  static ConfigCheckView check(CheckConfigResponse check) {
    return new ConfigCheckView(
        check.getProblemsCount() == 0,
        problems(check.getProblemsList()),
        problems(check.getWarningsList()),
        check.getChangesList().stream().map(ConfigViews::change).toList());
  }

  static ReloadView reload(ReloadResponse reload) {
    return new ReloadView(
        reload.getAccepted(),
        reload.getGeneration(),
        reload.getAppliedList(),
        reload.getRestartRequiredList(),
        reload.getWithoutEffectList(),
        problems(reload.getProblemsList()),
        problems(reload.getWarningsList()));
  }

  private static ConfigView.Setting setting(Setting setting) {
    return new ConfigView.Setting(
        setting.getKey(),
        json(setting.getValueJson()),
        json(setting.getDefaultJson()),
        setting.getSource(),
        text(setting.getPlace()),
        setting.getReload(),
        setting.getEffective(),
        json(setting.getPendingJson()));
  }

  private static List<ConfigCheckView.Problem> problems(List<ConfigProblem> problems) {
    return problems.stream()
        .map(
            problem ->
                new ConfigCheckView.Problem(
                    problem.getKey(), text(problem.getPlace()), problem.getMessage()))
        .toList();
  }

  private static ConfigCheckView.Change change(ConfigChange change) {
    return new ConfigCheckView.Change(
        change.getKey(),
        json(change.getRunningJson()),
        json(change.getCandidateJson()),
        change.getReload());
  }
}
