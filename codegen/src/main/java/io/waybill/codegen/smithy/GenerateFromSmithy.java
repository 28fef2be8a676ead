package io.waybill.codegen.smithy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.codegen.SourceRoot;
import io.waybill.codegen.java.ServiceWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.ShapeId;

/// Writes the Java of services in the Smithy models on the class path.
public final class GenerateFromSmithy {
  private GenerateFromSmithy() {}

  /// Takes the source root, the parent of the packages, and for each service its id and title.
  public static void main(String[] args) throws IOException {
    SourceRoot root = new SourceRoot(Path.of(args[0]));
    String inputs = SourceRoot.digest(String.join(" ", args).getBytes(UTF_8));
    if (root.madeFrom(inputs)) {
      return;
    }
    Model model = SmithyModels.onClassPath();
    SortedMap<String, String> files = new TreeMap<>();
    for (String service : List.of(args).subList(2, args.length)) {
      String[] idAndTitle = service.split("=", 2);
      ServiceShape shape = model.expectShape(ShapeId.from(idAndTitle[0]), ServiceShape.class);
      files.putAll(
          new ServiceWriter(new SmithyReader(model, shape, idAndTitle[1], args[1]).read()).write());
    }
    root.write(files, inputs);
  }
}
