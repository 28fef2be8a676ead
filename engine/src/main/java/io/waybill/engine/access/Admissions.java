package io.waybill.engine.access;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Caller;
import io.waybill.shapes.policy.KnownPolicies;
import io.waybill.shapes.policy.Policy;
import io.waybill.shapes.policy.PolicyRequest;
import io.waybill.shapes.policy.RequestContext;
import io.waybill.shapes.policy.Requester;
import io.waybill.shapes.policy.Verdict;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the policies of a service's resources let callers in.
///
/// AWS ("Policy evaluation logic"): an identity of the resource's own account needs no statement
/// that allows, for there are no identity policies here that would not; one that denies binds it
/// too. Everybody else, services among them, needs a statement that allows. Safe for many threads.
public final class Admissions {
  private static final Logger log = LoggerFactory.getLogger(Admissions.class);

  private final KnownPolicies known = new KnownPolicies();
  private final DenialLines lines = new DenialLines();

  /// Why `caller` may not do `action` to `resource`; empty where it may.
  ///
  /// @param policy the resource's policy; an empty text where it has none
  /// @param nowMillis the time, which policies may ask for
  /// @param more what the service knows of the request
  public Optional<Denial> denial(
      Caller caller,
      String action,
      Arn resource,
      String policy,
      long nowMillis,
      RequestContext more) {
    Requester requester = Requesters.of(caller);
    boolean isOwn =
        requester instanceof Requester.Identity identity
            && identity.account().equals(resource.account());
    Policy read = known.of(policy);
    if (isOwn && !read.hasDenials()) {
      return Optional.empty();
    }
    CallContext context = new CallContext(caller, requester, resource, nowMillis, more);
    PolicyRequest request = new PolicyRequest(requester, action, resource.toString(), context);
    Optional<Denial> denial =
        switch (read.evaluate(request)) {
          case Verdict.Allowed _ -> Optional.empty();
          case Verdict.ExplicitlyDenied(String statement) ->
              Optional.of(
                  new Denial(caller, action, resource.toString(), Optional.of(statement), isOwn));
          case Verdict.ImplicitlyDenied _ ->
              isOwn ? Optional.empty() : Optional.of(unnamed(caller, action, resource));
        };
    denial.flatMap(each -> lines.line(each, nowMillis)).ifPresent(log::info);
    return denial;
  }

  /// What is told where no policy could let `caller` in.
  public static Denial unnamed(Caller caller, String action, Arn resource) {
    return new Denial(caller, action, resource.toString(), Optional.empty(), false);
  }
}
