package io.waybill.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.codegen.c2j.C2jReader;
import io.waybill.codegen.c2j.Overlay;
import io.waybill.codegen.java.ServiceWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The generator's program: reads one service's overlay and the model it names, and writes the
/// service's Java.
public final class Generate {
  private Generate() {}

  /// Takes two arguments: the overlay, and the source root to write to.
  public static void main(String[] args) throws IOException {
    byte[] overlayText = Files.readAllBytes(Path.of(args[0]));
    ObjectMapper json = new ObjectMapper();
    Overlay overlay = Overlay.of(json.readTree(overlayText));
    byte[] modelText = resource(overlay.model());
    SourceRoot root = new SourceRoot(Path.of(args[1]));
    String inputs = SourceRoot.digest(overlayText, modelText);
    if (root.madeFrom(inputs)) {
      return;
    }
    JsonNode model = json.readTree(modelText);
    root.write(new ServiceWriter(new C2jReader(overlay, model).read()).write(), inputs);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Generate.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("there is no model " + name + " on the class path");
      }
      return in.readAllBytes();
    }
  }
}
