package dev.mossspore.ctl.inventory;

import dev.mossspore.ctl.tree.JsonText;
import dev.mossspore.ctl.tree.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Where an inventory comes from. Blocks on the disk or on a program. */
public sealed interface InventorySource {
  /** Reads it. */
  Inventory read() throws InventoryException;

  /**
   * A file. One that can be executed is run with {@code --list}; the name's end tells YAML and JSON
   * from INI.
   */
  record OfFile(Path file) implements InventorySource {
    @Override
    public Inventory read() throws InventoryException {
      if (Files.isDirectory(file)) {
        throw new InventoryException(
            "%1$s is a directory: have Ansible read it, with --inventory-command 'ansible-inventory -i %1$s --list'"
                .formatted(file));
      }
      if (Files.isExecutable(file)) {
        return run(List.of(file.toAbsolutePath().toString(), "--list"), file.toString());
      }
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      String text = text();
      try {
        if (name.endsWith(".yml") || name.endsWith(".yaml")) {
          return TreeInventory.ofYaml(YamlText.read(text), file.toString());
        }
        return name.endsWith(".json")
            ? TreeInventory.ofList(JsonText.read(text), file.toString())
            : IniInventory.read(text, file.toString());
      } catch (IllegalArgumentException e) {
        throw new InventoryException("%s: %s".formatted(file, e.getMessage()));
      }
    }

    private String text() throws InventoryException {
      try {
        return Files.readString(file);
      } catch (java.nio.file.NoSuchFileException e) {
        throw new InventoryException("inventory %s does not exist".formatted(file));
      } catch (java.nio.file.AccessDeniedException e) {
        throw new InventoryException("inventory %s may not be read by you".formatted(file));
      } catch (IOException e) {
        throw new InventoryException("inventory %s cannot be read: %s".formatted(file, e));
      }
    }
  }

  /** A shell command that prints what {@code ansible-inventory --list} prints. */
  record OfCommand(String command) implements InventorySource {
    @Override
    public Inventory read() throws InventoryException {
      return run(List.of("sh", "-c", command), "'" + command + "'");
    }
  }

  private static Inventory run(List<String> command, String source) throws InventoryException {
    int maxBytes = 64 << 20;
    int maxSeconds = 60;
    try {
      // What the program says of its own trouble goes straight to the operator.
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().close();
      var output = CompletableFuture.supplyAsync(() -> head(process.getInputStream(), maxBytes));
      if (!process.waitFor(maxSeconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new InventoryException("%s ran for more than %d s".formatted(source, maxSeconds));
      }
      if (process.exitValue() != 0) {
        throw new InventoryException(
            "%s ended with status %d".formatted(source, process.exitValue()));
      }
      return TreeInventory.ofList(JsonText.read(output.join()), source);
    } catch (IllegalArgumentException e) {
      throw new InventoryException(
          "the output of %s is not what 'ansible-inventory --list' prints: %s"
              .formatted(source, e.getMessage()));
    } catch (IOException e) {
      throw new InventoryException("%s cannot be run: %s".formatted(source, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InventoryException("interrupted while waiting for " + source);
    }
  }

  private static String head(InputStream in, int bytes) {
    try {
      return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
