package io.waybill.lambda.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.lambda.api.DeleteLayerVersionRequest;
import io.waybill.lambda.api.FunctionCode;
import io.waybill.lambda.api.GetLayerVersionByArnRequest;
import io.waybill.lambda.api.GetLayerVersionRequest;
import io.waybill.lambda.api.GetLayerVersionResponse;
import io.waybill.lambda.api.LayerVersionContentOutput;
import io.waybill.lambda.api.LayerVersionsListItem;
import io.waybill.lambda.api.LayersListItem;
import io.waybill.lambda.api.ListLayerVersionsRequest;
import io.waybill.lambda.api.ListLayerVersionsResponse;
import io.waybill.lambda.api.ListLayersRequest;
import io.waybill.lambda.api.ListLayersResponse;
import io.waybill.lambda.api.PublishLayerVersionRequest;
import io.waybill.lambda.api.PublishLayerVersionResponse;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.model.Configurations;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.LayerVersions;
import io.waybill.lambda.state.Resource;
import io.waybill.shapes.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Layers: packages that functions lay over `/opt`, in versions that never change.
record LayerVersionsOf(Access access) {
  void publish(
      Caller caller, PublishLayerVersionRequest input, Answer<PublishLayerVersionResponse> answer) {
    Arn arn = arn(input.layerName(), caller);
    FunctionCode source =
        input.content() == null
            ? FunctionCode.builder().build()
            : FunctionCode.builder()
                .zipFile(input.content().zipFile())
                .s3Bucket(input.content().s3Bucket())
                .s3Key(input.content().s3Key())
                .build();
    access.aside(
        answer,
        () -> {
          Code code = Code.take(access, source, "PublishLayerVersion");
          access.inHome(
              arn,
              step -> published(arn, input, code, step, caller.baseUrl()),
              new Releasing<>(answer, () -> code.unpin(access)));
        });
  }

  private static PublishLayerVersionResponse published(
      Arn arn, PublishLayerVersionRequest input, Code code, Step step, String baseUrl) {
    Resource layer =
        step.resources().find(arn).orElseGet(() -> step.resources().fresh(arn, step.transaction()));
    long version = layer.lastVersion() + 1;
    GetLayerVersionResponse made =
        new GetLayerVersionResponse(
            LayerVersionContentOutput.builder()
                .codeSha256(code.sha256())
                .codeSize(code.bytes())
                .build(),
            arn.toString(),
            arn + ":" + version,
            Inputs.text(input.description()),
            Configurations.time(step.now()),
            version,
            input.compatibleRuntimes(),
            input.licenseInfo(),
            input.compatibleArchitectures());
    step.resources()
        .put(
            layer.withLastVersion(version).with(Kind.LAYER_VERSION, String.valueOf(version), made),
            step.transaction());
    return new PublishLayerVersionResponse(
        located(made.content(), baseUrl),
        made.layerArn(),
        made.layerVersionArn(),
        made.description(),
        made.createdDate(),
        made.version(),
        made.compatibleRuntimes(),
        made.licenseInfo(),
        made.compatibleArchitectures());
  }

  void get(Caller caller, GetLayerVersionRequest input, Answer<GetLayerVersionResponse> answer) {
    Arn arn = arn(input.layerName(), caller);
    requireNumber(input.versionNumber());
    byArn(arn + ":" + input.versionNumber(), caller, answer);
  }

  void getByArn(
      Caller caller, GetLayerVersionByArnRequest input, Answer<GetLayerVersionResponse> answer) {
    byArn(Inputs.text(input.arn()), caller, answer);
  }

  private void byArn(String arn, Caller caller, Answer<GetLayerVersionResponse> answer) {
    GetLayerVersionResponse version =
        LayerVersions.find(access.catalog(), arn)
            .orElseThrow(() -> Refusals.notFound("The resource you requested does not exist."));
    answer.succeed(
        version.toBuilder().content(located(version.content(), caller.baseUrl())).build());
  }

  private static @Nullable LayerVersionContentOutput located(
      @Nullable LayerVersionContentOutput content, String baseUrl) {
    return content == null
        ? null
        : content.toBuilder()
            .location(baseUrl + PackageDownloads.path(Inputs.text(content.codeSha256())))
            .build();
  }

  void delete(Caller caller, DeleteLayerVersionRequest input, Answer<Unit> answer) {
    Arn arn = arn(input.layerName(), caller);
    requireNumber(input.versionNumber());
    String number = String.valueOf(input.versionNumber());
    Set<String> named = LayerVersions.named(access.catalog());
    access.inHome(
        arn,
        step -> {
          step.resources()
              .find(arn)
              .ifPresent(layer ->
                  step.resources()
                      .put(LayerVersions.without(layer, number, named), step.transaction()));
          return Unit.INSTANCE;
        },
        answer);
  }

  void versions(
      Caller caller, ListLayerVersionsRequest input, Answer<ListLayerVersionsResponse> answer) {
    Arn arn = arn(input.layerName(), caller);
    TreeMap<String, LayerVersionsListItem> newestFirst = new TreeMap<>();
    access
        .catalog()
        .find(arn)
        .ifPresent(layer ->
            layer.all(Kind.LAYER_VERSION).values().stream()
                .filter(
                    each -> suits(each, input.compatibleRuntime(), input.compatibleArchitecture()))
                .forEach(each ->
                    newestFirst.put(
                        "%020d".formatted(Long.MAX_VALUE - Inputs.or(each.version(), 0L)),
                        item(each))));
    var page = Inputs.page("ListLayerVersions", newestFirst, input.marker(), input.maxItems());
    answer.succeed(new ListLayerVersionsResponse(page.next(), page.values()));
  }

  void layers(Caller caller, ListLayersRequest input, Answer<ListLayersResponse> answer) {
    int most = Inputs.most(input.maxItems());
    var found =
        access
            .catalog()
            .list(
                caller.account(),
                caller.region(),
                LayerVersions.PREFIX,
                Inputs.after("ListLayers", input.marker()),
                most + 1);
    var page = Inputs.page("ListLayers", found, most);
    List<LayersListItem> told =
        page.values().stream()
            .flatMap(layer ->
                layer.all(Kind.LAYER_VERSION).values().stream()
                    .filter(each ->
                        suits(each, input.compatibleRuntime(), input.compatibleArchitecture()))
                    .max(Comparator.comparing(each -> Inputs.or(each.version(), 0L)))
                    .map(latest ->
                        new LayersListItem(
                            layer.arn().resource().substring(LayerVersions.PREFIX.length()),
                            layer.arn().toString(),
                            item(latest)))
                    .stream())
            .toList();
    answer.succeed(new ListLayersResponse(page.next(), told));
  }

  private static boolean suits(
      GetLayerVersionResponse version, @Nullable String runtime, @Nullable String architecture) {
    return (runtime == null || Inputs.list(version.compatibleRuntimes()).contains(runtime))
        && (architecture == null
            || Inputs.list(version.compatibleArchitectures()).contains(architecture));
  }

  private static LayerVersionsListItem item(GetLayerVersionResponse version) {
    return new LayerVersionsListItem(
        version.layerVersionArn(),
        version.version(),
        version.description(),
        version.createdDate(),
        version.compatibleRuntimes(),
        version.licenseInfo(),
        version.compatibleArchitectures());
  }

  static void requireNumber(@Nullable Long number) {
    if (number == null || number < 1) {
      throw Refusals.invalid("Layer Version Cannot be less than 1.");
    }
  }

  static Arn arn(@Nullable String name, Caller caller) {
    String given = Inputs.text(name);
    Arn arn =
        Arn.parse(given)
            .orElseGet(() ->
                Arn.of("lambda", caller.region(), caller.account(), LayerVersions.PREFIX + given));
    caller.requireReach(arn);
    return arn;
  }
}
