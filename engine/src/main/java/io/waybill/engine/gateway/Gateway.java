package io.waybill.engine.gateway;

import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Document;
import io.waybill.shapes.DocumentReader;
import io.waybill.shapes.DocumentWriter;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.StructureWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The one door to every operation: finds who serves it, asks whether the caller may, and calls.
///
/// Calls from the wire and calls of one service by another pass here alike, so permissions, metrics
/// and the trail hold on every hop.
public final class Gateway implements ServiceCalls {
  private final Map<OperationShape<?, ?>, Operation<?, ?>> operations;
  private final Permission permission;
  private final Map<String, OperationShape<?, ?>> byName;
  private final Set<OperationShape<?, ?>> open;
  private final boolean policiesHold;

  private Gateway(
      Map<OperationShape<?, ?>, Operation<?, ?>> operations,
      Set<OperationShape<?, ?>> open,
      Permission permission,
      boolean policiesHold) {
    this.policiesHold = policiesHold;
    this.operations = Map.copyOf(operations);
    this.open = Set.copyOf(open);
    this.permission = permission;
    this.byName =
        operations.keySet().stream().collect(Collectors.toMap(Gateway::name, shape -> shape));
  }

  private static String name(OperationShape<?, ?> shape) {
    return shape.service() + ':' + shape.name();
  }

  /// Whether `shape` is served here.
  public boolean serves(OperationShape<?, ?> shape) {
    return operations.containsKey(shape);
  }

  /// Whether anybody may call `shape` without saying who he is.
  public boolean isOpen(OperationShape<?, ?> shape) {
    return open.contains(shape);
  }

  /// Calls `shape`, which must be served here. The outcome goes to `then`, once; nothing is thrown.
  public <I, O> void call(OperationShape<I, O> shape, Caller caller, I input, Answer<O> then) {
    Answer<O> answer = new FirstAnswer<>(then);
    try {
      permission.require(caller, shape);
      @SuppressWarnings("unchecked") // register() ties the types of shape and operation together
      Operation<I, O> operation = (Operation<I, O>) operations.get(shape);
      if (operation == null) {
        throw new IllegalStateException("no operation is registered for " + shape.name());
      }
      operation.call(caller, input, answer);
    } catch (Refusal refusal) {
      answer.refuse(refusal);
    } catch (RuntimeException bug) {
      answer.fail(bug);
    }
  }

  @Override
  public boolean policiesHold() {
    return policiesHold;
  }

  @Override
  public void call(
      String operation, Caller caller, Document input, Answer<? super Document.Struct> then) {
    OperationShape<?, ?> shape = byName.get(operation);
    if (shape == null) {
      then.refuse(CommonErrors.UNKNOWN_OPERATION.because(operation + " is not served here"));
    } else {
      callByDocument(shape, policiesHold ? caller.confined() : caller, input, then);
    }
  }

  private <I, O> void callByDocument(
      OperationShape<I, O> shape,
      Caller caller,
      Document input,
      Answer<? super Document.Struct> then) {
    I read;
    try {
      read = shape.readInput(new DocumentReader(input));
      shape.validate(read);
    } catch (Refusal refusal) {
      then.refuse(refusal);
      return;
    }
    call(shape, caller, read, Answers.mapped(then, Gateway::document));
  }

  private static Document.Struct document(Object output) {
    return output instanceof StructureWriter record
        ? DocumentWriter.of(record)
        : new Document.Struct(Map.of()); // an operation without output
  }

  /// Collects the operations of the services as the program is assembled.
  public static final class Builder {
    private final Map<OperationShape<?, ?>, Operation<?, ?>> operations = new HashMap<>();
    private final Set<OperationShape<?, ?>> open = new HashSet<>();

    public <I, O> Builder register(OperationShape<I, O> shape, Operation<I, O> operation) {
      if (operations.putIfAbsent(shape, operation) != null) {
        throw new IllegalStateException(shape.name() + " is registered twice");
      }
      return this;
    }

    /// Registers an operation that a person calls by following a link: unsigned, and so the
    /// operation asks itself what such a caller may do.
    public <I, O> Builder registerOpen(OperationShape<I, O> shape, Operation<I, O> operation) {
      open.add(shape);
      return register(shape, operation);
    }

    public Gateway build(Permission permission) {
      return build(permission, false);
    }

    /// As above.
    ///
    /// @param policiesHold whether the policies of resources say what callers may touch, services
    ///   among them
    public Gateway build(Permission permission, boolean policiesHold) {
      return new Gateway(operations, open, permission, policiesHold);
    }
  }
}
