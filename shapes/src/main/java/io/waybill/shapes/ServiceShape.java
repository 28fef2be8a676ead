package io.waybill.shapes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One service of AWS as its model describes it.
///
/// The table of operations is made when first asked for.
public final class ServiceShape {
  private final Facts facts;
  private final ServiceCode code;
  private volatile @Nullable Map<String, OperationShape<?, ?>> byName;

  public ServiceShape(Facts facts, ServiceCode code) {
    this.facts = facts;
    this.code = code;
  }

  public Facts facts() {
    return facts;
  }

  /// The endpoint prefix, such as `sqs`.
  public String name() {
    return facts.name();
  }

  public List<OperationShape<?, ?>> operations() {
    return code.operations();
  }

  public Optional<OperationShape<?, ?>> operation(String name) {
    Map<String, OperationShape<?, ?>> table = byName;
    if (table == null) {
      Map<String, OperationShape<?, ?>> made = new HashMap<>();
      code.operations().forEach(operation -> made.put(operation.name(), operation));
      byName = table = made;
    }
    return Optional.ofNullable(table.get(name));
  }

  ServiceCode code() {
    return code;
  }

  @Override
  public String toString() {
    return facts.name();
  }

  /// What is true of the service as a whole.
  ///
  /// @param name the endpoint prefix, which is also the signing name unless that says otherwise
  /// @param signingName the service's name in a credential scope
  /// @param version the API's version, which query requests carry: `2012-11-05`
  /// @param targetPrefix what stands before the dot in `X-Amz-Target`; empty where there is none
  /// @param smithyName the service's name in the paths of rpcv2Cbor
  /// @param xmlNamespace the namespace of query's and restXml's answers; empty where there is none
  /// @param xmlNamespacePrefix the prefix it is bound to; empty for the default namespace
  /// @param errorNamespace what stands before `#` in `__type`; empty where AWS sends the bare name
  /// @param queryCompatible whether JSON errors carry `x-amzn-query-error`
  /// @param queryPathMember the member of an input that a query call's path stands for; empty where
  ///   there is none
  /// @param protocols the protocols in which the service can be called
  public record Facts(
      String name,
      String signingName,
      String version,
      String targetPrefix,
      String smithyName,
      String xmlNamespace,
      String xmlNamespacePrefix,
      String errorNamespace,
      boolean queryCompatible,
      String queryPathMember,
      Set<ProtocolName> protocols) {
    public Facts {
      Objects.requireNonNull(name);
      protocols = Set.copyOf(protocols);
    }
  }
}
