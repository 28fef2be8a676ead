package io.waybill.codegen.model;

import io.waybill.shapes.HttpBinding;
import java.util.List;
import java.util.Optional;

/// One operation of a model.
///
/// @param input the name of its input's shape, if it takes one
/// @param output the name of its output's shape, if it gives one
/// @param errors the names of the shapes of its errors
public record OperationModel(
    String name,
    Optional<String> input,
    Optional<String> output,
    List<String> errors,
    HttpBinding http) {}
