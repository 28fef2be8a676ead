package io.waybill.codegen.model;

/// A place of a shape: a member of a structure, a list's element, a map's key or value.
///
/// @param target the name of the shape that stands here
public record MemberModel(String name, String target, Traits traits) {}
