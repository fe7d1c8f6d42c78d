package dev.mossspore.ctl.tree;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Trees as YAML 1.2, without tags of any language. */
public final class YamlText {
  /** Ansible's own inventories are far smaller. */
  private static final int MAX_BYTES = 64 << 20;

  private YamlText() {}

  /** In block style and ASCII, as {@link JsonText}, ending with a line break. */
  public static String write(@Nullable Object tree) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndicatorIndent(0)
            .setWidth(200)
            .setUseUnicodeEncoding(false)
            .build();
    return new Dump(settings).dumpToString(tree);
  }

  /**
   * Reads one document.
   *
   * @throws IllegalArgumentException naming line and column of what is wrong
   */
  public static @Nullable Object read(String text) {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(MAX_BYTES).setAllowDuplicateKeys(false).build();
    try {
      return new Load(settings).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()).strip(), e);
    }
  }
}
