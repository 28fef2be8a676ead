package io.waybill.lambda.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.core.Arn;
import io.waybill.core.TimeSource;
import io.waybill.lambda.api.FunctionUrlConfig;
import io.waybill.lambda.invoke.Functions;
import io.waybill.lambda.invoke.Invocation;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Policies;
import io.waybill.lambda.state.Catalog;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Answers the requests to function URLs: who may, the event, the function, its answer.
///
/// @param workers runs what may wait for a slow reader
public record UrlCalls(Functions functions, TimeSource time, Executor workers) {
  // AWS: what an event may have at most.
  private static final int EVENT_BYTES_MAX = 6 << 20;
  private static final String FORBIDDEN =
      "Forbidden. For troubleshooting Function URL authorization issues, see:"
          + " https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";

  /// Answers `request`, now or later. Never blocks.
  public void call(UrlRequest request, UrlAnswer answer) {
    Optional<Catalog.Url> url = functions.catalog().url(request.id());
    Optional<Resource> function = url.flatMap(each -> functions.catalog().find(each.function()));
    Optional<FunctionUrlConfig> config =
        function.flatMap(each -> each.get(Kind.URL, url.orElseThrow().qualifier()));
    if (function.isEmpty() || config.isEmpty()) {
      forbidden(request, answer);
      return;
    }
    List<UrlRequest.Field> fields = CrossOrigin.fields(config.get().cors(), request);
    if (CrossOrigin.isPreflight(request) && config.get().cors() != null) {
      answer.whole(200, fields, new byte[0]);
    } else if (isAllowed(function.get(), url.get().qualifier(), config.get(), request)) {
      invoke(function.get().arn(), url.get().qualifier(), config.get(), request, fields, answer);
    } else {
      forbidden(request, answer);
    }
  }

  /// AWS: a URL without authentication needs a statement that lets everybody in; one with it needs
  /// a signature of the function's own account, or a statement for whoever signed.
  private static boolean isAllowed(
      Resource function, String qualifier, FunctionUrlConfig config, UrlRequest request) {
    boolean open = "NONE".equals(config.authType());
    String resource =
        new FunctionName(
                function.arn(),
                qualifier.equals(FunctionName.LATEST) ? Optional.empty() : Optional.of(qualifier))
            .qualified();
    String policy = function.get(Kind.POLICY, qualifier).map(each -> each.policy()).orElse(null);
    if (open) {
      return policy != null && Policies.allowsUrl(policy, resource, "NONE", "*");
    }
    return request
        .signer()
        .filter(signer ->
            signer.account().equals(function.arn().account())
                || (policy != null
                    && Policies.allowsUrl(policy, resource, "AWS_IAM", signer.principal())))
        .isPresent();
  }

  private static void forbidden(UrlRequest request, UrlAnswer answer) {
    error(request, answer, 403, "AccessDeniedException", FORBIDDEN);
  }

  private static void error(
      UrlRequest request, UrlAnswer answer, int status, String type, String message) {
    answer.whole(
        status,
        List.of(
            new UrlRequest.Field("Content-Type", "application/json"),
            new UrlRequest.Field("x-amzn-ErrorType", type),
            new UrlRequest.Field("x-amzn-RequestId", request.requestId())),
        "{\"Message\":\"%s\"}".formatted(message).getBytes(UTF_8));
  }

  private void invoke(
      Arn function,
      String qualifier,
      FunctionUrlConfig config,
      UrlRequest request,
      List<UrlRequest.Field> fields,
      UrlAnswer answer) {
    byte[] event = UrlEvent.of(request, time.millis());
    if (event.length > EVENT_BYTES_MAX) {
      error(
          request,
          answer,
          413,
          "RequestTooLargeException",
          "Request of %d bytes as an event is larger than %d bytes"
              .formatted(event.length, EVENT_BYTES_MAX));
      return;
    }
    FunctionName name =
        new FunctionName(
            function,
            qualifier.equals(FunctionName.LATEST) ? Optional.empty() : Optional.of(qualifier));
    boolean streamed = "RESPONSE_STREAM".equals(config.invokeMode());
    UrlRun run = new UrlRun(request.requestId(), fields, answer, workers);
    functions.invoke(
        new Invocation(
            name,
            event,
            request.requestId(),
            "",
            request.first("x-amzn-trace-id").orElse(""),
            streamed,
            false),
        run,
        run::end);
  }
}
