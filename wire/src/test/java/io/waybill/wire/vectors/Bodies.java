package io.waybill.wire.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import software.amazon.smithy.model.node.Node;

/// Compares bodies by what they say: the order of members and insignificant space don't count.
final class Bodies {
  private Bodies() {}

  static void assertSame(byte[] actual, String expected, String mediaType) throws Exception {
    switch (mediaType) {
      case "application/json" ->
          assertThat(canonicalJson(new String(actual, UTF_8))).isEqualTo(canonicalJson(expected));
      case "application/xml" ->
          assertThat(canonicalXml(actual)).isEqualTo(canonicalXml(expected.getBytes(UTF_8)));
      case "application/cbor" ->
          assertThat(new CborText(actual).canonical())
              .isEqualTo(new CborText(Base64.getDecoder().decode(expected)).canonical());
      default -> assertThat(new String(actual, UTF_8)).isEqualTo(expected);
    }
  }

  private static String canonicalJson(String text) {
    return text.isBlank() ? "" : canonical(Node.parse(text));
  }

  private static String canonical(Node node) {
    if (node.isObjectNode()) {
      TreeMap<String, String> members = new TreeMap<>();
      node.expectObjectNode()
          .getStringMap()
          .forEach((name, value) -> members.put(name, canonical(value)));
      return members.toString();
    }
    if (node.isArrayNode()) {
      return node.expectArrayNode().getElements().stream()
          .map(Bodies::canonical)
          .toList()
          .toString();
    }
    if (node.isNumberNode()) {
      BigDecimal number = new BigDecimal(node.expectNumberNode().getValue().toString());
      return number.stripTrailingZeros().toPlainString();
    }
    return Node.printJson(node);
  }

  private static String canonicalXml(byte[] text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return canonical(
        factory.newDocumentBuilder().parse(new ByteArrayInputStream(text)).getDocumentElement());
  }

  private static String canonical(Element element) {
    List<String> children = new ArrayList<>();
    NodeList nodes = element.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      // The vectors leave out what every query answer ends with.
      if (nodes.item(i) instanceof Element child
          && !child.getLocalName().equals("ResponseMetadata")) {
        children.add(canonical(child));
      }
    }
    children.sort(null); // members come in any order; the lists of the vectors are sorted
    String content =
        children.isEmpty() ? element.getTextContent() : "\n" + String.join("\n", children);
    // Nor do they give errors the namespace that AWS gives them.
    boolean error =
        element.getOwnerDocument().getDocumentElement().getLocalName().equals("ErrorResponse");
    String namespace = error ? "" : "{" + element.getNamespaceURI() + "}";
    return namespace + element.getLocalName() + "=" + content;
  }
}
