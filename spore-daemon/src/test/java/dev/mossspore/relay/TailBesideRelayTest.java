package dev.mossspore.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.admin.AdminCounters;
import dev.mossspore.admin.AdminListener;
import dev.mossspore.admin.AdminServer;
import dev.mossspore.admin.UnixSocket;
import dev.mossspore.admin.v1.AdminGrpc;
import dev.mossspore.admin.v1.Event;
import dev.mossspore.admin.v1.ListSessionsRequest;
import dev.mossspore.admin.v1.RelaySession;
import dev.mossspore.admin.v1.WatchEventsRequest;
import dev.mossspore.admin.v1.WatchEventsResponse;
import dev.mossspore.event.SporeEvent;
import dev.mossspore.observe.EventLog;
import dev.mossspore.testing.AdminClient;
import dev.mossspore.testing.RelayPair;
import dev.mossspore.testing.Subscriber;
import dev.mossspore.testkit.Await;
import dev.mossspore.transport.Carrier;
import io.grpc.StatusRuntimeException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who follow events of a node that relays, one of them frozen. */
@Tag("net")
class TailBesideRelayTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int MANY = 20_000;

  @TempDir private Path directory;

  @Test
  void aFrozenSubscriberHoldsUpNeitherRelayingNorTheOthers() throws Exception {
    EventLoopGroup loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("services", true), NioIoHandler.newFactory());
    try (RelayNode relay = new RelayNode(1L << 40);
        RelayPair pair = RelayPair.connect(relay.address(), Carrier.TCP).open("s");
        EventLog events = new EventLog(OutputStream.nullOutputStream(), InstantSource.system());
        UnixSocket socket = UnixSocket.bind(directory.resolve("s"), "0600", null);
        AdminServer server =
            AdminServer.start(
                List.of(AdminListener.of(socket)),
                relay.admin(events.ring()),
                loop,
                new AdminCounters());
        AdminClient client = AdminClient.unix(directory.resolve("s"));
        AdminClient other = AdminClient.unix(directory.resolve("s"))) {
      Subscriber frozen = Subscriber.frozen(client);
      Subscriber brisk = Subscriber.brisk(other, "");
      Await.until("both follow", SOON, () -> frozen.begun() && brisk.begun());
      String padding = "x".repeat(200);
      for (int i = 0; i < MANY; i++) {
        events.publish(new SporeEvent.TrackerFailure("e" + i + padding));
        if (i % 10 == 0) {
          pair.send(1000);
        }
        if (i % 100 == 0) {
          // The brisk one may fall behind a publisher without rest; it must catch up here.
          long behind = i;
          Await.until("the brisk one reads on", SOON, () -> brisk.last() + 1500 > behind);
        }
      }
      Await.until("what was sent is relayed", SOON, () -> pair.delivered() == MANY / 10);
      Await.until("the brisk one has it all", SOON, () -> brisk.events().size() == MANY);
      assertEquals(0, brisk.dropped());
      assertEquals(
          List.of("e0", "e19999"),
          List.of(error(brisk.events().getFirst()), error(brisk.events().getLast())));
      RelaySession session =
          AdminGrpc.newBlockingStub(client.channel())
              .listSessions(ListSessionsRequest.getDefaultInstance())
              .next();
      assertEquals(1000L * MANY / 10, session.getToTargetBytes());
      assertTrue(session.getEstablished());

      frozen.thaw();
      Await.until("the frozen one is at the end", SOON, () -> frozen.last() == MANY);
      assertTrue(frozen.dropped() > MANY / 4, () -> "dropped " + frozen.dropped());
      assertEquals(MANY, frozen.dropped() + frozen.events().size(), "not one is unaccounted for");
      assertTrue(server != null);
    } finally {
      loop.shutdownGracefully();
    }
  }

  @Test
  void aCallerGoesOnWhereItWasAndIsToldOfAnotherRun() throws Exception {
    EventLoopGroup loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("services", true), NioIoHandler.newFactory());
    try (RelayNode relay = new RelayNode(1L << 40);
        EventLog events = new EventLog(OutputStream.nullOutputStream(), InstantSource.system());
        UnixSocket socket = UnixSocket.bind(directory.resolve("s"), "0600", null);
        AdminServer server =
            AdminServer.start(
                List.of(AdminListener.of(socket)),
                relay.admin(events.ring()),
                loop,
                new AdminCounters());
        AdminClient client = AdminClient.unix(directory.resolve("s"))) {
      assertTrue(server != null);
      for (int i = 0; i < 10; i++) {
        events.publish(new SporeEvent.TrackerFailure("e" + i));
        events.publish(new SporeEvent.TrackerAnnounce(i, i));
      }
      String instance = events.ring().instance();
      assertEquals(20, read(client, WatchEventsRequest.newBuilder()).size());
      assertEquals(
          List.of(16L, 17L, 18L, 19L, 20L),
          read(client, WatchEventsRequest.newBuilder().setInstance(instance).setAfterSequence(15))
              .stream()
              .map(Event::getSequence)
              .toList());
      assertEquals(
          20,
          read(client, WatchEventsRequest.newBuilder().setInstance("gone").setAfterSequence(99))
              .size(),
          "of another run nothing is skipped");
      assertEquals(
          10,
          read(client, WatchEventsRequest.newBuilder().addTypes("TrackerFailure")).size(),
          "filtered by type");
      assertEquals(
          0,
          read(client, WatchEventsRequest.newBuilder().addPeers("0123456789abcdef")).size(),
          "filtered by peer");
      StatusRuntimeException failure =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  read(
                      client,
                      WatchEventsRequest.newBuilder()
                          .setInstance(instance)
                          .setAfterSequence(1000)));
      assertEquals("bad_request", AdminClient.code(failure));
    } finally {
      loop.shutdownGracefully();
    }
  }

  private static List<Event> read(AdminClient client, WatchEventsRequest.Builder request) {
    List<WatchEventsResponse> answers = new java.util.ArrayList<>();
    client.calls().watchEvents(request.build()).forEachRemaining(answers::add);
    return answers.stream()
        .filter(WatchEventsResponse::hasEvent)
        .map(WatchEventsResponse::getEvent)
        .toList();
  }

  private static String error(Event event) {
    return event.getDetailJson().replaceAll(".*\"(e\\d+)x*\".*", "$1");
  }
}
