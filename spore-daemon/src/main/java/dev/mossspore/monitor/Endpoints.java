package dev.mossspore.monitor;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mossspore.observe.BuildInfo;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests in, answers out (07 section 8). Reads one snapshot for each request. */
final class Endpoints {
  /** Writes what it shows of a node. */
  @FunctionalInterface
  private interface View {
    void write(JsonGenerator json, NodeInfo info) throws IOException;
  }

  private final Monitored node;
  private final BuildInfo build;

  Endpoints(Monitored node) {
    this.node = node;
    this.build = node.build();
  }

  /**
   * Answers one request.
   *
   * @param target the path as sent, with its query string; compared byte for byte, so that {@code
   *     //health} and {@code /health/} are other paths
   * @param local whether the caller is on this host
   */
  Answer answer(HttpMethod method, String target, boolean local) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    Supplier<Answer> page = page(path, target, local);
    if (page == null) {
      return Answer.notFound();
    }
    boolean reading = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    return reading ? page.get() : Answer.methodNotAllowed();
  }

  private @Nullable Supplier<Answer> page(String path, String target, boolean local) {
    return switch (path) {
      case "/" -> Dashboard::answer;
      case "/health" -> () -> health(node.status().status());
      case "/ready" -> () -> ready(target);
      case "/info" -> () -> info(local);
      case "/api/summary" -> () -> whole((json, info) -> SummaryJson.write(json, info, build));
      case "/version" -> this::version;
      case "/metrics" -> node.access().get().metrics() ? this::metrics : null;
      default -> null;
    };
  }

  private Answer ready(String target) {
    return Readiness.asked(target)
        .map(conditions -> conditions.answer(node.status().status()))
        .orElseGet(() -> Answer.error(HttpResponseStatus.BAD_REQUEST, "bad query"));
  }

  private Answer info(boolean local) {
    return local || node.access().get().infoPublic()
        ? whole(InfoJson::write)
        : Answer.error(HttpResponseStatus.FORBIDDEN, "only for callers on this host");
  }

  private Answer metrics() {
    return Answer.text("text/plain; version=0.0.4; charset=utf-8", node.metrics().get().toString());
  }

  private static Answer health(NodeStatus status) {
    return switch (status) {
      case NodeStatus.NotReady() ->
          Answer.json(
              HttpResponseStatus.SERVICE_UNAVAILABLE,
              json -> {
                json.writeStartObject();
                json.writeStringField("status", "not_ready");
                json.writeStringField("error", "node not initialised");
                json.writeEndObject();
              });
      case NodeStatus.Running(NodeInfo info, List<String> faults, var _) when faults.isEmpty() ->
          health(HttpResponseStatus.OK, "ok", info, faults);
      case NodeStatus.Running(NodeInfo info, List<String> faults, var _) ->
          health(HttpResponseStatus.SERVICE_UNAVAILABLE, "unhealthy", info, faults);
      case NodeStatus.Stopping(NodeInfo info) ->
          health(HttpResponseStatus.SERVICE_UNAVAILABLE, "stopping", info, List.of());
    };
  }

  private static Answer health(
      HttpResponseStatus status, String word, NodeInfo info, List<String> faults) {
    return Answer.json(
        status,
        json -> {
          json.writeStartObject();
          json.writeStringField("status", word);
          json.writeStringField("nat_type", info.natType());
          if (!faults.isEmpty()) {
            json.writeArrayFieldStart("reasons");
            for (String fault : faults) {
              json.writeString(fault);
            }
            json.writeEndArray();
          }
          json.writeEndObject();
        });
  }

  /** What shows the node, which has to exist for it. */
  private Answer whole(View view) {
    return switch (node.status().status()) {
      case NodeStatus.NotReady() ->
          Answer.error(HttpResponseStatus.SERVICE_UNAVAILABLE, "node not initialised");
      case NodeStatus.Running(NodeInfo info, var _, var _) -> whole(view, info);
      case NodeStatus.Stopping(NodeInfo info) -> whole(view, info);
    };
  }

  private static Answer whole(View view, NodeInfo info) {
    return Answer.json(HttpResponseStatus.OK, json -> view.write(json, info));
  }

  private Answer version() {
    return Answer.json(HttpResponseStatus.OK, this::version);
  }

  private void version(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("version", build.version());
    json.writeStringField("commit", build.shortCommit());
    json.writeStringField("build_date", build.buildDate());
    json.writeStringField("go_version", "java" + build.runtimeVersion());
    json.writeStringField("os", build.os());
    json.writeStringField("arch", build.arch());
    json.writeStringField("runtime", "java");
    json.writeStringField("runtime_version", build.runtimeVersion());
    json.writeStringField("commit_full", build.commit());
    json.writeStringField("protocol", BuildInfo.PROTOCOL);
    json.writeStringField("moss_compat", BuildInfo.MOSS_COMPAT);
    json.writeEndObject();
  }
}
