package io.waybill.shapes;

/// One kind of error of a service's model: its names in each protocol, its HTTP status and whose
/// fault it is.
///
/// @param name the shape's name, which JSON and CBOR protocols send: `QueueDoesNotExist`
/// @param code the code that the query protocol sends, and JSON in `x-amzn-query-error`:
///   `AWS.SimpleQueueService.NonExistentQueue`
/// @param namespace the prefix before `#` in a JSON `__type`: `com.amazonaws.sqs`
/// @param status the HTTP status
/// @param senderFault whether the caller caused it, as query's `<Type>` tells
/// @param messageName the name of the member that holds the message: `message` or `Message`
/// @param queryEnding what the query protocol ends the message with, in place of its full stop;
///   empty where it says the same as the others
public record ErrorShape(
    String name,
    String code,
    String namespace,
    int status,
    boolean senderFault,
    String messageName,
    String queryEnding) {
  /// An error whose message is called `message`.
  public ErrorShape(String name, String code, String namespace, int status, boolean senderFault) {
    this(name, code, namespace, status, senderFault, "message", "");
  }

  /// `message` as the query protocol tells it.
  public String queryMessage(String message) {
    boolean same = queryEnding.isEmpty() || !message.endsWith(".");
    return same ? message : message.substring(0, message.length() - 1) + queryEnding;
  }

  /// This error with `message` for the caller.
  public Refusal because(String message) {
    return new Refusal(this, message);
  }
}
