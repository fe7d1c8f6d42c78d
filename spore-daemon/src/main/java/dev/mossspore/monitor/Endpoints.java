package dev.mossspore.monitor;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mossspore.observe.BuildInfo;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.util.List;

/** Requests in, answers out (07 section 8). Reads one snapshot for each request. */
final class Endpoints {
  private final StatusSource source;
  private final BuildInfo build;

  Endpoints(StatusSource source, BuildInfo build) {
    this.source = source;
    this.build = build;
  }

  /**
   * Answers one request.
   *
   * @param target the path as sent, with its query string; compared byte for byte, so that {@code
   *     //health} and {@code /health/} are other paths
   */
  Answer answer(HttpMethod method, String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    boolean reading = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    return switch (path) {
      case "/health" -> reading ? health(source.status()) : Answer.methodNotAllowed();
      case "/info" -> reading ? info(source.status()) : Answer.methodNotAllowed();
      case "/version" -> reading ? version() : Answer.methodNotAllowed();
      default -> Answer.notFound();
    };
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
      case NodeStatus.Running(NodeInfo info, List<String> faults) when faults.isEmpty() ->
          health(HttpResponseStatus.OK, "ok", info, faults);
      case NodeStatus.Running(NodeInfo info, List<String> faults) ->
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

  private static Answer info(NodeStatus status) {
    return switch (status) {
      case NodeStatus.NotReady() ->
          Answer.error(HttpResponseStatus.SERVICE_UNAVAILABLE, "node not initialised");
      case NodeStatus.Running(NodeInfo info, var _) -> info(info);
      case NodeStatus.Stopping(NodeInfo info) -> info(info);
    };
  }

  private static Answer info(NodeInfo info) {
    return Answer.json(HttpResponseStatus.OK, json -> InfoJson.write(json, info));
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
