package io.waybill.lambda.model;

import io.waybill.core.Arn;
import io.waybill.lambda.api.LambdaErrors;
import io.waybill.lambda.api.TooManyRequestsException;
import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.ShapeWriter;
import io.waybill.shapes.Structure;
import io.waybill.shapes.StructureWriter;

/// The sentences in which Lambda refuses. All but validation errors say whose fault it is: `Type`.
public final class Refusals {
  private static final String USER = "User";

  private static final ErrorShape ENTITY_TOO_LARGE =
      new ErrorShape(
          "RequestEntityTooLargeException",
          "RequestEntityTooLargeException",
          "",
          413,
          true,
          "message",
          "");

  /// AWS's reasons for a 429.
  public enum Throttle {
    RESERVED("ReservedFunctionConcurrentInvocationLimitExceeded"),
    ACCOUNT("ConcurrentInvocationLimitExceeded"),
    CALLER_RATE("CallerRateLimitExceeded");

    private final String reason;

    Throttle(String reason) {
      this.reason = reason;
    }
  }

  private record Details(Structure structure, ErrorShape shape, String message)
      implements StructureWriter {
    @Override
    public void writeMembers(ShapeWriter out) {
      for (var member : structure.members()) {
        if (member.name().equals("Type")) {
          out.writeString(member, USER);
        } else if (member.name().equals(shape.messageName())) {
          out.writeString(member, message);
        }
      }
    }
  }

  private Refusals() {}

  private static Refusal with(ErrorShape shape, Structure structure, String message) {
    return new Refusal(shape, message, new Details(structure, shape, message));
  }

  public static Refusal notFound(String message) {
    return with(
        LambdaErrors.RESOURCE_NOT_FOUND_EXCEPTION,
        io.waybill.lambda.api.ResourceNotFoundException.STRUCTURE,
        message);
  }

  public static Refusal notProvisioned(String message) {
    return with(
        LambdaErrors.PROVISIONED_CONCURRENCY_CONFIG_NOT_FOUND_EXCEPTION,
        io.waybill.lambda.api.ProvisionedConcurrencyConfigNotFoundException.STRUCTURE,
        message);
  }

  public static Refusal functionNotFound(String arn) {
    return notFound("Function not found: " + arn);
  }

  public static Refusal invalid(String message) {
    return with(
        LambdaErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        io.waybill.lambda.api.InvalidParameterValueException.STRUCTURE,
        message);
  }

  /// More provisioned concurrency than the account has.
  // AWS (recorded): of all refusals of a parameter this one does not say whose fault it is.
  public static Refusal beyondAccount(String message) {
    return LambdaErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(message);
  }

  public static Refusal conflict(String message) {
    return with(
        LambdaErrors.RESOURCE_CONFLICT_EXCEPTION,
        io.waybill.lambda.api.ResourceConflictException.STRUCTURE,
        message);
  }

  /// The caller knew another revision.
  ///
  /// @param calls what tells the latest revision: `GetFunction/GetAlias`
  public static Refusal staleRevision(String calls) {
    return with(
        LambdaErrors.PRECONDITION_FAILED_EXCEPTION,
        io.waybill.lambda.api.PreconditionFailedException.STRUCTURE,
        "The Revision Id provided does not match the latest Revision Id. Call the "
            + calls
            + " API to retrieve the latest Revision Id");
  }

  public static Refusal badContent(String message) {
    return with(
        LambdaErrors.INVALID_REQUEST_CONTENT_EXCEPTION,
        io.waybill.lambda.api.InvalidRequestContentException.STRUCTURE,
        message);
  }

  public static Refusal tooLarge(String message) {
    return with(
        LambdaErrors.REQUEST_TOO_LARGE_EXCEPTION,
        io.waybill.lambda.api.RequestTooLargeException.STRUCTURE,
        message);
  }

  /// A package that is too large. AWS tells it as the size of the whole request.
  public static Refusal entityTooLarge(String operation) {
    int most = operation.equals("UpdateFunctionCode") ? 69_905_067 : 70_167_211;
    return ENTITY_TOO_LARGE.because(
        "Request must be smaller than %d bytes for the %s operation".formatted(most, operation));
  }

  public static Refusal throttled(Throttle why) {
    return new Refusal(
        LambdaErrors.TOO_MANY_REQUESTS_EXCEPTION,
        "Rate Exceeded.",
        new TooManyRequestsException(null, USER, "Rate Exceeded.", why.reason));
  }

  /// The event came back to the function too often.
  // AWS (RecursiveInvocationException): in the words of the model.
  public static Refusal recursive() {
    return with(
        LambdaErrors.RECURSIVE_INVOCATION_EXCEPTION,
        io.waybill.lambda.api.RecursiveInvocationException.STRUCTURE,
        "Lambda has detected your function being invoked in a recursive loop with other AWS"
            + " resources and stopped your function's invocation.");
  }

  public static Refusal service(String message) {
    return with(
        LambdaErrors.SERVICE_EXCEPTION, io.waybill.lambda.api.ServiceException.STRUCTURE, message);
  }

  /// The host lacks what a runtime needs.
  public static Refusal cannotRun(String runtime, String why) {
    return with(
        LambdaErrors.INVALID_RUNTIME_EXCEPTION,
        io.waybill.lambda.api.InvalidRuntimeException.STRUCTURE,
        "The runtime " + runtime + " can't run here: " + why);
  }

  /// A function of a runtime that the host lacks is not made, nor changed to it.
  // AWS has every runtime; its code for one that can't be had is the closest.
  public static Refusal lacked(String runtime, String why) {
    return invalid(
        "The runtime %s can't run here: %s. ./waybill runtimes lists what is there."
            .formatted(runtime, why));
  }

  /// One constraint that is broken, in the words of AWS's validation.
  public static Refusal validation(String value, String member, String constraint) {
    return CommonErrors.VALIDATION.because(
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
            .formatted(value, member, constraint));
  }

  public static Refusal wrongRegion(Arn function, String here) {
    return notFound(
        "Functions from '%s' are not reachable in this region ('%s')"
            .formatted(function.region(), here));
  }
}
