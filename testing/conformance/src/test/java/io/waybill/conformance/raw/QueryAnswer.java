package io.waybill.conformance.raw;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Reads the XML of the query protocol into what the JSON protocol would have said.
final class QueryAnswer {
  private static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";
  private static final Map<String, String> LISTS =
      Map.of(
          "Message", "Messages",
          "SendMessageBatchResultEntry", "Successful",
          "DeleteMessageBatchResultEntry", "Successful",
          "ChangeMessageVisibilityBatchResultEntry", "Successful",
          "BatchResultErrorEntry", "Failed",
          "ListMessageMoveTasksResultEntry", "Results");
  private static final Map<String, String> MAPS =
      Map.of("Attribute", "Attributes", "MessageAttribute", "MessageAttributes", "Tag", "Tags");
  private static final Set<String> NUMBERS =
      Set.of(
          "ApproximateNumberOfMessagesMoved",
          "ApproximateNumberOfMessagesToMove",
          "MaxNumberOfMessagesPerSecond",
          "StartedTimestamp");

  private QueryAnswer() {}

  /// The members of the result, which some operations leave out.
  static Map<String, Object> result(String text) {
    Element root = root(text);
    for (Element child : children(root)) {
      if (child.getTagName().endsWith("Result")) {
        return members(child);
      }
    }
    return Map.of();
  }

  static Fault fault(Reply reply) {
    Element root = root(reply.body());
    Element error = (Element) root.getElementsByTagName("Error").item(0);
    if (root.getElementsByTagName("RequestId").getLength() != 1) {
      throw new AssertionError("no request id: " + reply.body());
    }
    return new Fault(
        reply.status(), text(error, "Code"), text(error, "Type"), "", text(error, "Message"));
  }

  private static String text(Element parent, String name) {
    return parent.getElementsByTagName(name).item(0).getTextContent();
  }

  private static Map<String, Object> members(Element parent) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (Element child : children(parent)) {
      String name = child.getTagName();
      if (LISTS.containsKey(name)) {
        add(members, LISTS.get(name), members(child));
      } else if (name.equals("QueueUrl") && isList(parent)) {
        add(members, listName(parent), child.getTextContent());
      } else if (MAPS.containsKey(name)) {
        put(members, MAPS.get(name), child);
      } else {
        members.put(name, scalar(child));
      }
    }
    return members;
  }

  private static boolean isList(Element result) {
    return result.getTagName().startsWith("List");
  }

  private static String listName(Element result) {
    return result.getTagName().equals("ListQueuesResult") ? "QueueUrls" : "queueUrls";
  }

  @SuppressWarnings("unchecked")
  private static void add(Map<String, Object> members, String name, Object value) {
    ((List<Object>) members.computeIfAbsent(name, any -> new ArrayList<>())).add(value);
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> members, String name, Element pair) {
    List<Element> parts = children(pair);
    Element value = parts.getLast();
    ((Map<String, Object>) members.computeIfAbsent(name, any -> new LinkedHashMap<>()))
        .put(
            parts.getFirst().getTextContent(),
            children(value).isEmpty() ? value.getTextContent() : members(value));
  }

  private static Object scalar(Element element) {
    String text = element.getTextContent();
    if (element.getTagName().equals("SenderFault")) {
      return Boolean.valueOf(text);
    }
    if (NUMBERS.contains(element.getTagName())) {
      long number = Long.parseLong(text);
      return number == (int) number ? (Object) (int) number : (Object) number;
    }
    return text;
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

  private static Element root(String text) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      Element root =
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(text)))
              .getDocumentElement();
      if (!NAMESPACE.equals(root.getAttribute("xmlns"))) {
        throw new AssertionError("namespace: " + text);
      }
      return root;
    } catch (IOException | SAXException | ParserConfigurationException failure) {
      throw new AssertionError("not XML: " + text, failure);
    }
  }
}
