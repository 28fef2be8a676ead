package io.waybill.conformance.stories;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.nonsense.FormCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// CloudWatch in the query protocol.
public record QueryService(RunningServer server) implements Service {
  @Override
  public String name() {
    return "monitoring in the query protocol";
  }

  @Override
  public Told call(String operation, Map<String, Object> input) {
    HttpResponse<byte[]> reply =
        Sending.send(server, "monitoring", new FormCall("2010-08-01"), operation, input);
    Map<String, Object> root = members(root(reply.body()));
    if (reply.statusCode() == 200) {
      return new Told(200, "", result(root.get(operation + "Result")));
    }
    Map<String, Object> error = new LinkedHashMap<>(result(root.get("Error")));
    error.remove("Type");
    Object message = error.remove("Message");
    if (message != null) {
      error.put("message", message);
    }
    return new Told(reply.statusCode(), String.valueOf(error.remove("Code")), error);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> result(@org.jspecify.annotations.Nullable Object result) {
    return result instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  private static Element root(byte[] body) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(body))
          .getDocumentElement();
    } catch (IOException | SAXException | ParserConfigurationException malformed) {
      throw new AssertionError("not XML", malformed);
    }
  }

  private static Map<String, Object> members(Element parent) {
    Map<String, Object> members = new LinkedHashMap<>();
    children(parent).forEach(child -> members.put(child.getTagName(), value(child)));
    return members;
  }

  private static Object value(Element element) {
    List<Element> inner = children(element);
    if (inner.isEmpty()) {
      return element.getTextContent();
    }
    return inner.getFirst().getTagName().equals("member")
        ? inner.stream().map(QueryService::value).toList()
        : members(element);
  }

  private static List<Element> children(Element parent) {
    List<Element> elements = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }
}
