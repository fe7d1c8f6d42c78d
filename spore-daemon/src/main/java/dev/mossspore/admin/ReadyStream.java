package dev.mossspore.admin;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;

/** Sends a list as a stream, no faster than the caller reads. */
final class ReadyStream {
  private ReadyStream() {}

  /** Called while the call is being set up; sends on the call's thread whenever there is room. */
  static <A> void send(Iterator<A> answers, StreamObserver<A> observer) {
    ServerCallStreamObserver<A> call = (ServerCallStreamObserver<A>) observer;
    Runnable drain =
        () -> {
          while (call.isReady() && answers.hasNext()) {
            call.onNext(answers.next());
            if (!answers.hasNext()) {
              call.onCompleted();
            }
          }
        };
    // Whoever has gone is sent nothing more, which is no failure.
    call.setOnCancelHandler(() -> {});
    if (answers.hasNext()) {
      call.setOnReadyHandler(drain);
      drain.run();
    } else {
      call.onCompleted();
    }
  }
}
