package io.waybill.engine.access;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Caller;
import io.waybill.shapes.policy.Requester;

/// Callers as policies know them.
final class Requesters {
  /// AWS: Lambda reads queues and brings its records as the function's role, and not as a service.
  private static final String BY_ROLE = "lambda.amazonaws.com";

  private Requesters() {}

  static Requester of(Caller caller) {
    String principal = caller.principal();
    if (principal.equals(Caller.ANONYMOUS)) {
      return new Requester.Anonymous();
    }
    if (!caller.isService()) {
      return new Requester.Identity(caller.account().digits(), principal);
    }
    return principal.equals(BY_ROLE)
        ? Arn.parse(caller.sourceArn()).map(Requesters::account).orElse(service(principal))
        : service(principal);
  }

  private static Requester service(String name) {
    return new Requester.Service(name);
  }

  /// There are no roles: the account of what Lambda acts for stands for its role.
  private static Requester account(Arn source) {
    return new Requester.Identity(
        source.account(), "arn:" + source.partition() + ":iam::" + source.account() + ":root");
  }
}
