package dev.mossspore.testing;

import dev.mossspore.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;

/** Follows the events of a daemon until it is ended, for scripts that measure: {@code SOCKET}. */
final class Follow {
  private static final Duration SOON = Duration.ofSeconds(30);

  private Follow() {}

  public static void main(String[] arguments) throws InterruptedException {
    try (AdminClient client = AdminClient.unix(Path.of(arguments[0]))) {
      Subscriber subscriber = Subscriber.brisk(client, "");
      Await.until("the daemon answers", SOON, subscriber::begun);
      System.out.println("following");
      Thread.currentThread().join();
    }
  }
}
