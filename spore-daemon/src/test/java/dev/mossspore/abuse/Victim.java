package dev.mossspore.abuse;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A {@link VictimNode} in a process of its own, with the options of the launcher: what it holds is
 * its own, and limited as its user's would be. Thread-safe.
 */
final class Victim implements AutoCloseable {
  static final String LOOK = "look";
  static final String COLLECT = "collect";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long END_SECONDS = 20;

  private final Process process;
  private final Path errors;
  private final BufferedReader answers;
  private final PrintStream questions;
  private final InetSocketAddress address;

  Victim() throws IOException {
    this.errors = Files.createTempFile("victim", ".err");
    this.process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@packaging/conf/jvm.options",
                "-XX:ActiveProcessorCount=2",
                "-Dio.netty.leakDetection.level=paranoid",
                "-cp",
                System.getProperty("java.class.path"),
                VictimNode.class.getName())
            .redirectError(errors.toFile())
            .start();
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    this.address =
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(line()));
  }

  InetSocketAddress address() {
    return address;
  }

  /** What it holds, garbage included. */
  Holdings look() {
    return ask(LOOK);
  }

  /** What it holds after a collection; the peak begins anew. */
  Holdings collect() {
    return ask(COLLECT);
  }

  @Override
  public void close() throws IOException {
    questions.close();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    String said = Files.readString(errors);
    Files.delete(errors);
    assertFalse(said.contains("LEAK:"), said);
  }

  private synchronized Holdings ask(String question) {
    questions.println(question);
    try {
      return JSON.readValue(line(), Holdings.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the victim has died: " + Files.readString(errors));
    }
    return line;
  }
}
