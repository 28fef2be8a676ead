package io.waybill.codegen.java;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import io.waybill.codegen.model.ServiceModel;
import io.waybill.codegen.model.ShapeModel;
import io.waybill.codegen.model.Trait;
import io.waybill.shapes.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes all the Java of a service.
public final class ServiceWriter {
  private final ServiceModel model;

  public ServiceWriter(ServiceModel model) {
    this.model = model;
  }

  /// The text of each file, by its path under the source root.
  public SortedMap<String, String> write() {
    SortedMap<String, String> files = new TreeMap<>();
    String folder = model.javaPackage().replace('.', '/') + "/";
    for (TypeSpec type : types()) {
      JavaFile file =
          JavaFile.builder(model.javaPackage(), type)
              .skipJavaLangImports(true)
              .indent("  ")
              .build();
      files.put(folder + type.name() + ".java", file.toString());
    }
    files.put(folder + "package-info.java", packageInfo());
    return files;
  }

  private List<TypeSpec> types() {
    List<TypeSpec> types = new ArrayList<>();
    types.add(new ApiWriter(model).write());
    types.add(new CodeWriter(model).write());
    types.add(new ErrorsWriter(model).write());
    types.add(new CollectionsWriter(model).write());
    new ValidationWriter(model).checks().ifPresent(types::add);
    for (ShapeModel shape : model.shapes().values()) {
      if (shape.kind() == Kind.UNION) {
        types.add(new UnionWriter(model, shape).write());
      } else if (shape.kind() == Kind.STRUCTURE && !isPlainError(shape)) {
        types.add(new RecordWriter(model, shape).write());
      } else if (shape.traits().has(Trait.ENUM)) {
        types.add(new EnumWriter(model).write(shape));
      }
    }
    return types;
  }

  /// Whether `shape` is an error with nothing to tell but its message, for which its constant does.
  static boolean isPlainError(ShapeModel shape) {
    return shape.traits().has(Trait.ERROR)
        && shape.members().stream().allMatch(member -> member.name().equalsIgnoreCase("message"));
  }

  private String packageInfo() {
    return """
    /** Generated from AWS's model of %s: its operations, structures and errors. */
    @NullMarked
    package %s;

    import org.jspecify.annotations.NullMarked;
    """
        .formatted(model.title(), model.javaPackage());
  }
}
