package io.waybill.logs.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.logs.api.DeleteResourcePolicyRequest;
import io.waybill.logs.api.DescribeResourcePoliciesRequest;
import io.waybill.logs.api.DescribeResourcePoliciesResponse;
import io.waybill.logs.api.PutResourcePolicyRequest;
import io.waybill.logs.api.PutResourcePolicyResponse;
import io.waybill.logs.api.ResourcePolicy;
import io.waybill.logs.model.Refusals;
import io.waybill.shapes.Unit;
import io.waybill.shapes.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Resource policies: which services of AWS may write into an account's groups.
final class ResourcePolicies {
  private static final int PAGE = 50;

  // AWS (PutResourcePolicy): 10 in an account and region.
  private static final int POLICIES_MAX = 10;

  private final Access access;

  ResourcePolicies(Access access) {
    this.access = access;
  }

  void put(
      Caller caller, PutResourcePolicyRequest input, Answer<PutResourcePolicyResponse> answer) {
    String name = named(input.policyName());
    String document = Inputs.text(input.policyDocument());
    if (!isPolicy(document)) {
      throw Refusals.invalid("The policy document is not a JSON object with a Statement.");
    }
    if (input.resourceArn() != null) {
      throw Refusals.invalid(
          "Policies of a single log group are not offered: leave resourceArn out.");
    }
    String world = Access.world(caller);
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> {
          requireRoom(records.policies().of(world), name);
          ResourcePolicy policy = new ResourcePolicy(name, document, stamp.millis(), "ACCOUNT");
          records.policies().put(world, name, policy, transaction);
          return new PutResourcePolicyResponse(policy);
        },
        answer);
  }

  private static void requireRoom(List<ResourcePolicy> policies, String name) {
    boolean isNew = policies.stream().noneMatch(each -> name.equals(each.policyName()));
    if (isNew && policies.size() >= POLICIES_MAX) {
      throw Refusals.limit();
    }
  }

  private static boolean isPolicy(String document) {
    return JsonValue.parseObject(document).flatMap(policy -> policy.get("Statement")).isPresent();
  }

  void describe(
      Caller caller,
      DescribeResourcePoliciesRequest input,
      Answer<DescribeResourcePoliciesResponse> answer) {
    String world = Access.world(caller);
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> {
          Pages.Page<ResourcePolicy> page =
              Pages.of(
                  "DescribeResourcePolicies",
                  records.policies().of(world),
                  input.nextToken(),
                  Inputs.limit(input.limit(), PAGE));
          return new DescribeResourcePoliciesResponse(page.items(), page.next());
        },
        answer);
  }

  void delete(Caller caller, DeleteResourcePolicyRequest input, Answer<Unit> answer) {
    String name = named(input.policyName());
    String world = Access.world(caller);
    access.decideOfAccount(
        caller,
        (records, transaction, stamp) -> {
          if (!records.policies().remove(world, name, transaction)) {
            throw Refusals.noPolicy(name);
          }
          return Unit.INSTANCE;
        },
        answer);
  }

  private static String named(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw Refusals.invalid("A policy needs a name.");
    }
    return name;
  }
}
