package io.waybill.codegen.c2j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.codegen.java.ServiceWriter;
import io.waybill.codegen.model.MemberModel;
import io.waybill.codegen.model.ServiceModel;
import io.waybill.codegen.model.Trait;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class C2jReaderTest {
  private static final String MODEL =
      """
      {"metadata": {"endpointPrefix": "x", "apiVersion": "2020-01-01", "protocol": "query"},
       "operations": {
         "Put": {"http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "PutInput"},
                 "errors": [{"shape": "Full"}]},
         "Get": {"http": {"method": "POST", "requestUri": "/"}, "output": {"shape": "Item"}}},
       "shapes": {
         "PutInput": {"type": "structure", "required": ["Items"],
                      "members": {"Items": {"shape": "Items"}}},
         "Items": {"type": "list", "flattened": true,
                   "member": {"shape": "Item", "locationName": "Item"}},
         "Item": {"type": "structure", "members": {"Name": {"shape": "Name"}}},
         "Name": {"type": "string", "max": 5},
         "Full": {"type": "structure", "exception": true, "members": {}},
         "Lonely": {"type": "structure", "members": {}}}}
      """;

  @Test
  void keepsOnlyWhatTheListedOperationsReach() throws IOException {
    ServiceModel model = read("\"Get\"", "{}");
    assertThat(model.shapes()).containsOnlyKeys("Item", "Name");
  }

  @Test
  void theElementsNameOfAFlattenedListIsItsMembers() throws IOException {
    MemberModel items = read("\"Put\"", "{}").shape("PutInput").members().getFirst();
    assertThat(items.traits().text(Trait.XML_NAME)).contains("Item");
    assertThat(items.traits().has(Trait.REQUIRED)).isTrue();
  }

  @Test
  void theOverlayAddsChangesAndRemoves() throws IOException {
    ServiceModel model =
        read(
            "\"Put\"",
            """
            {"shapes": {
               "Item": {"members": {"Name": null, "Size": {"shape": "Size"}}},
               "Size": {"type": "integer"},
               "Full": {"error": {"code": "Store.Full", "httpStatusCode": 507}}}}
            """);
    assertThat(model.shape("Item").members()).extracting(MemberModel::name).containsExactly("Size");
    assertThat(model.errors().getFirst().traits().text(Trait.ERROR_CODE)).contains("Store.Full");
  }

  @Test
  void theSameModelGivesTheSameJava() throws IOException {
    ServiceModel model = read("\"Put\", \"Get\"", "{}");
    assertThat(new ServiceWriter(model).write()).isEqualTo(new ServiceWriter(model).write());
    assertThat(new ServiceWriter(model).write())
        .containsKeys("a/b/XApi.java", "a/b/PutInput.java", "a/b/XChecks.java", "a/b/XErrors.java")
        .doesNotContainKeys("a/b/Lonely.java", "a/b/Full.java");
  }

  private static ServiceModel read(String operations, String patch) throws IOException {
    ObjectMapper json = new ObjectMapper();
    String overlay =
        "{\"model\": \"x\", \"title\": \"X\", \"package\": \"a.b\", \"operations\": ["
            + operations
            + "], \"patch\": "
            + patch
            + "}";
    return new C2jReader(Overlay.of(json.readTree(overlay)), json.readTree(MODEL)).read();
  }
}
