package io.waybill.lambda.state;

import io.waybill.lambda.api.AliasConfiguration;
import io.waybill.lambda.api.Concurrency;
import io.waybill.lambda.api.EventSourceMappingConfiguration;
import io.waybill.lambda.api.FunctionCode;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.api.FunctionEventInvokeConfig;
import io.waybill.lambda.api.FunctionUrlConfig;
import io.waybill.lambda.api.GetFunctionRecursionConfigResponse;
import io.waybill.lambda.api.GetLayerVersionResponse;
import io.waybill.lambda.api.GetPolicyResponse;
import io.waybill.lambda.api.GetRuntimeManagementConfigResponse;
import io.waybill.lambda.api.ListTagsResponse;
import io.waybill.lambda.api.ProvisionedConcurrencyConfigListItem;
import io.waybill.shapes.ShapeReader;
import io.waybill.shapes.StructureWriter;
import java.util.function.Function;

/// The kinds of records that a resource is made of: AWS's own, stored as their JSON. The letter is
/// part of the format on disk.
///
/// @param <T> the record
public final class Kind<T extends StructureWriter> {
  /// By version: `$LATEST` or a number.
  public static final Kind<FunctionConfiguration> VERSION =
      new Kind<>('v', FunctionConfiguration::read);

  /// By version, where the code is a folder of the host: bucket and key as they were given.
  public static final Kind<FunctionCode> CODE = new Kind<>('k', FunctionCode::read);

  public static final Kind<AliasConfiguration> ALIAS = new Kind<>('a', AliasConfiguration::read);

  /// By qualifier; `$LATEST` for the function itself. Of a layer, by version. A version's revision
  /// is that of its policy, where this has one.
  public static final Kind<GetPolicyResponse> POLICY = new Kind<>('p', GetPolicyResponse::read);

  /// By qualifier.
  public static final Kind<FunctionEventInvokeConfig> EVENT_INVOKE =
      new Kind<>('i', FunctionEventInvokeConfig::read);

  /// By qualifier.
  public static final Kind<FunctionUrlConfig> URL = new Kind<>('u', FunctionUrlConfig::read);

  /// By qualifier.
  public static final Kind<ProvisionedConcurrencyConfigListItem> PROVISIONED =
      new Kind<>('c', ProvisionedConcurrencyConfigListItem::read);

  /// By version.
  public static final Kind<GetRuntimeManagementConfigResponse> RUNTIME_MANAGEMENT =
      new Kind<>('r', GetRuntimeManagementConfigResponse::read);

  public static final Kind<GetFunctionRecursionConfigResponse> RECURSION =
      new Kind<>('w', GetFunctionRecursionConfigResponse::read);

  public static final Kind<Concurrency> RESERVED = new Kind<>('q', Concurrency::read);
  public static final Kind<ListTagsResponse> TAGS = new Kind<>('t', ListTagsResponse::read);

  /// Of a layer, by version.
  public static final Kind<GetLayerVersionResponse> LAYER_VERSION =
      new Kind<>('l', GetLayerVersionResponse::read);

  /// Of a layer, by version: what is deleted, for the functions that still name it.
  public static final Kind<GetLayerVersionResponse> DELETED_LAYER_VERSION =
      new Kind<>('d', GetLayerVersionResponse::read);

  /// Of an event source mapping.
  public static final Kind<EventSourceMappingConfiguration> MAPPING =
      new Kind<>('m', EventSourceMappingConfiguration::read);

  private final char letter;
  private final Function<ShapeReader, T> reader;

  private Kind(char letter, Function<ShapeReader, T> reader) {
    this.letter = letter;
    this.reader = reader;
  }

  char letter() {
    return letter;
  }

  T read(ShapeReader in) {
    return reader.apply(in);
  }

  /// The kind of `letter`, which was stored.
  static Kind<?> of(char letter) {
    for (Kind<?> kind :
        java.util.List.of(
            VERSION,
            CODE,
            ALIAS,
            POLICY,
            EVENT_INVOKE,
            URL,
            PROVISIONED,
            RUNTIME_MANAGEMENT,
            RECURSION,
            RESERVED,
            TAGS,
            LAYER_VERSION,
            DELETED_LAYER_VERSION,
            MAPPING)) {
      if (kind.letter == letter) {
        return kind;
      }
    }
    throw new IllegalStateException(
        "a record of a kind that this program does not know: " + letter);
  }
}
