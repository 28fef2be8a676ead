package io.waybill.lambda.operations;

import io.waybill.lambda.api.GetPolicyResponse;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rules that the operations on policies share.
final class Permissions {
  private Permissions() {}

  /// Refuses a version or alias that is not there.
  static void requireQualifier(Resource function, FunctionName name) {
    String qualifier = name.version();
    boolean there =
        FunctionName.isVersion(qualifier)
            ? function.get(Kind.VERSION, qualifier).isPresent()
            : function.get(Kind.ALIAS, qualifier).isPresent();
    if (!there) {
      throw Refusals.functionNotFound(name.qualified());
    }
  }

  /// Refuses where the caller knew another policy than there is.
  static void requireRevision(@Nullable String known, Optional<GetPolicyResponse> policy) {
    if (known != null && policy.filter(each -> known.equals(each.revisionId())).isEmpty()) {
      throw Refusals.staleRevision(policy.isPresent() ? "GetPolicy" : "GetFunction/GetAlias");
    }
  }
}
