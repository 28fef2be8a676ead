package io.waybill.lambda.operations;

import io.waybill.core.IdSource;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.lambda.api.CreateFunctionUrlConfigRequest;
import io.waybill.lambda.api.CreateFunctionUrlConfigResponse;
import io.waybill.lambda.api.DeleteFunctionUrlConfigRequest;
import io.waybill.lambda.api.FunctionUrlConfig;
import io.waybill.lambda.api.GetFunctionUrlConfigRequest;
import io.waybill.lambda.api.GetFunctionUrlConfigResponse;
import io.waybill.lambda.api.ListFunctionUrlConfigsRequest;
import io.waybill.lambda.api.ListFunctionUrlConfigsResponse;
import io.waybill.lambda.api.UpdateFunctionUrlConfigRequest;
import io.waybill.lambda.api.UpdateFunctionUrlConfigResponse;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.model.CorsRules;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.model.UrlPlace;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import io.waybill.shapes.Unit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The URLs of functions and aliases. What is stored of one is its id; where it is depends on how
/// the server is reached.
record Urls(Access access) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int ID_LENGTH = 32;

  void create(
      Caller caller,
      CreateFunctionUrlConfigRequest input,
      Answer<CreateFunctionUrlConfigResponse> answer) {
    CorsRules.check(input.cors());
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    access.inHome(
        name.arn(),
        step -> {
          Resource function = function(step, name);
          if (function.get(Kind.URL, name.version()).isPresent()) {
            throw Refusals.conflict(
                "Failed to create function url config for [functionArn = %s]. Error message:  FunctionUrlConfig exists for this Lambda function"
                    .formatted(name.qualified()));
          }
          String now = TIME.format(Instant.ofEpochMilli(step.now()));
          FunctionUrlConfig made =
              new FunctionUrlConfig(
                  id(step.stamp().ids()),
                  name.qualified(),
                  now,
                  now,
                  input.cors(),
                  input.authType(),
                  input.invokeMode());
          step.resources().put(function.with(Kind.URL, name.version(), made), step.transaction());
          return new CreateFunctionUrlConfigResponse(
              url(made, caller),
              made.functionArn(),
              made.authType(),
              made.cors(),
              now,
              input.invokeMode());
        },
        answer);
  }

  void update(
      Caller caller,
      UpdateFunctionUrlConfigRequest input,
      Answer<UpdateFunctionUrlConfigResponse> answer) {
    CorsRules.check(input.cors());
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    access.inHome(
        name.arn(),
        step -> {
          Resource function = function(step, name);
          FunctionUrlConfig.Builder change =
              find(function, name).toBuilder()
                  .lastModifiedTime(TIME.format(Instant.ofEpochMilli(step.now())));
          if (input.authType() != null) {
            change.authType(input.authType());
          }
          if (input.cors() != null) {
            change.cors(input.cors());
          }
          if (input.invokeMode() != null) {
            change.invokeMode(input.invokeMode());
          }
          FunctionUrlConfig made = change.build();
          step.resources().put(function.with(Kind.URL, name.version(), made), step.transaction());
          return new UpdateFunctionUrlConfigResponse(
              url(made, caller),
              made.functionArn(),
              made.authType(),
              made.cors(),
              made.creationTime(),
              made.lastModifiedTime(),
              mode(made));
        },
        answer);
  }

  void delete(Caller caller, DeleteFunctionUrlConfigRequest input, Answer<Unit> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    access.inHome(
        name.arn(),
        step -> {
          Resource function = step.resources().find(name.arn()).orElseThrow(Urls::missing);
          find(function, name);
          step.resources().put(function.without(Kind.URL, name.version()), step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }

  void get(
      Caller caller,
      GetFunctionUrlConfigRequest input,
      Answer<GetFunctionUrlConfigResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    FunctionUrlConfig found =
        find(access.catalog().find(name.arn()).orElseThrow(Urls::missing), name);
    answer.succeed(
        new GetFunctionUrlConfigResponse(
            url(found, caller),
            found.functionArn(),
            found.authType(),
            found.cors(),
            found.creationTime(),
            found.lastModifiedTime(),
            mode(found)));
  }

  void list(
      Caller caller,
      ListFunctionUrlConfigsRequest input,
      Answer<ListFunctionUrlConfigsResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), null, caller);
    Resource function = access.catalog().find(name.arn()).orElseThrow(Urls::noFunction);
    var page =
        Inputs.page(
            "ListFunctionUrlConfigs", function.all(Kind.URL), input.marker(), input.maxItems());
    answer.succeed(
        new ListFunctionUrlConfigsResponse(
            page.values().stream()
                .map(each ->
                    each.toBuilder().functionUrl(url(each, caller)).invokeMode(mode(each)).build())
                .toList(),
            page.next()));
  }

  /// The function, if what its name qualifies is there too.
  private static Resource function(Step step, FunctionName name) {
    Resource function = step.resources().find(name.arn()).orElseThrow(Urls::noFunction);
    boolean alias =
        name.qualifier().isEmpty() || function.get(Kind.ALIAS, name.version()).isPresent();
    if (!alias) {
      throw noFunction();
    }
    return function;
  }

  private static FunctionUrlConfig find(Resource function, FunctionName name) {
    return function.get(Kind.URL, name.version()).orElseThrow(Urls::missing);
  }

  private static RuntimeException missing() {
    return Refusals.notFound("The resource you requested does not exist.");
  }

  private static RuntimeException noFunction() {
    return Refusals.notFound("Function does not exist");
  }

  /// AWS: whoever does not say is answered whole; the answer to the creation says nothing then.
  private static String mode(FunctionUrlConfig config) {
    return Inputs.or(config.invokeMode(), "BUFFERED");
  }

  private static String url(FunctionUrlConfig config, Caller caller) {
    return UrlPlace.of(Inputs.text(config.functionUrl()), caller);
  }

  private static String id(IdSource ids) {
    StringBuilder id = new StringBuilder(ID_LENGTH);
    long bits = 0;
    for (int i = 0; i < ID_LENGTH; i++) {
      bits = i % 8 == 0 ? ids.next() : bits >>> 5;
      id.append(ID_LETTERS.charAt((int) (bits & 31)));
    }
    return id.toString();
  }
}
