package io.waybill.wire.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.ServiceShape;
import io.waybill.shapes.StructureWriter;
import io.waybill.shapes.Unit;
import io.waybill.wire.protocol.WireResponse.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// awsQuery: form parameters, of which `Action` names the operation; answers in XML.
public final class AwsQuery implements Protocol {
  private static final Header CONTENT_TYPE = new Header("Content-Type", "text/xml");

  /// AWS (SQS): what a queue's URL answers to a request without an action.
  private static final byte[] NO_OPERATION =
      "<UnknownOperationException/>".getBytes(StandardCharsets.US_ASCII);

  /// AWS (SQS): what is not served at a queue's URL.
  private static final Set<String> NOT_ON_A_RESOURCE = Set.of("CreateQueue", "ListQueues");

  private final ServiceShape service;

  public AwsQuery(ServiceShape service) {
    this.service = service;
  }

  @Override
  public OperationShape<?, ?> operation(WireRequest request) {
    String action = action(request);
    if (action.isEmpty()) {
      throw onResource(request)
          ? CommonErrors.UNKNOWN_ROUTE.because("")
          : CommonErrors.MISSING_ACTION.because("The request must contain the parameter Action.");
    }
    boolean misplaced = onResource(request) && NOT_ON_A_RESOURCE.contains(action);
    return Optional.of(action)
        .filter(name -> !misplaced)
        .flatMap(service::operation)
        .orElseThrow(() ->
            CommonErrors.INVALID_ACTION.because(
                "The action " + action + " is not valid for this endpoint."));
  }

  private static String action(WireRequest request) {
    try {
      return Form.first(request.query(), "Action")
          .or(() -> Form.first(new String(request.body(), ISO_8859_1), "Action"))
          .orElse("");
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  @Override
  public <I> I read(OperationShape<I, ?> operation, WireRequest request) {
    QueryNode parameters = parameters(request);
    takeFromPath(request, parameters);
    I input = operation.readInput(new QueryReader(parameters));
    operation.validate(input);
    return input;
  }

  /// Whether the request is to a resource's own URL, in a service that has those.
  private boolean onResource(WireRequest request) {
    return !service.facts().queryPathMember().isEmpty() && request.path().length() > 1;
  }

  /// AWS (SQS): a call to a queue's own URL need not repeat it as a parameter.
  private void takeFromPath(WireRequest request, QueryNode parameters) {
    String name = service.facts().queryPathMember();
    if (onResource(request) && parameters.child(name) == null) {
      String host = request.headers().first("Host").orElse("localhost");
      parameters.add(name, "http://" + host + request.path());
    }
  }

  private static QueryNode parameters(WireRequest request) {
    QueryNode parameters = new QueryNode();
    try {
      Form.parse(request.query(), parameters::add);
      Form.parse(request.body(), parameters::add);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
    return parameters;
  }

  private static Refusal malformed() {
    return CommonErrors.MALFORMED_QUERY_STRING.because("The query string is malformed.");
  }

  @Override
  public <O> WireResponse write(OperationShape<?, O> operation, O output, String requestId) {
    Bytes out = new Bytes(1024);
    XmlWriter xml = new XmlWriter(out);
    String response = operation.name() + "Response";
    out.ascii("<?xml version=\"1.0\"?>");
    xml.open(response, service.facts().xmlNamespace());
    if (!(output instanceof Unit)) {
      String result = operation.name() + "Result";
      xml.open(result);
      ((StructureWriter) output).writeMembers(xml);
      xml.close(result);
    }
    xml.open("ResponseMetadata");
    xml.element("RequestId", requestId);
    xml.close("ResponseMetadata");
    xml.close(response);
    return new WireResponse(200, headers(requestId), out.toArray());
  }

  @Override
  public WireResponse error(Refusal refusal, String requestId) {
    ErrorShape error = refusal.shape();
    if (error.equals(CommonErrors.UNKNOWN_ROUTE)) {
      return new WireResponse(error.status(), headers(requestId), NO_OPERATION.clone());
    }
    Bytes out = new Bytes(512);
    XmlWriter xml = new XmlWriter(out);
    out.ascii("<?xml version=\"1.0\"?>");
    xml.open("ErrorResponse", service.facts().xmlNamespace());
    xml.open("Error");
    xml.element("Type", error.senderFault() ? "Sender" : "Receiver");
    xml.element("Code", error.code());
    refusal.details().ifPresent(details -> details.writeMembers(xml));
    if (refusal.hasMessage()) {
      xml.element("Message", error.queryMessage(refusal.text()));
    }
    if (service.name().equals("sqs")) {
      // AWS (SQS): an empty detail, which no other service sends.
      out.ascii("<Detail/>");
    }
    xml.close("Error");
    xml.element("RequestId", requestId);
    xml.close("ErrorResponse");
    return new WireResponse(error.status(), headers(requestId), out.toArray());
  }

  private static List<Header> headers(String requestId) {
    return List.of(CONTENT_TYPE, new Header("x-amzn-RequestId", requestId));
  }
}
