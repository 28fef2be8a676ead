package io.waybill.conformance.lambda;

import io.waybill.conformance.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Layers and who may use them, in AWS's answers.
final class ToldLayersTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String PUBLISH =
      """
      PublishLayerVersion {"LayerName": "shared", "Content": {"ZipFile": "${code}"}}
      201 {"LayerArn": "${lambda}:layer:shared", "...": ""}
      """;

  private final Told told = new Told(SERVER);

  @Test
  void versionsOfALayerArePublishedShownAndDeleted() {
    told.tell(
        """
        PublishLayerVersion {"LayerName": "life", "Content": {"ZipFile": "${code}"},
          "CompatibleRuntimes": ["python3.12"], "CompatibleArchitectures": ["x86_64"],
          "Description": "d", "LicenseInfo": "MIT"}
        201 {"Content": {"CodeSha256": "?sha", "CodeSize": "*", "Location": "*"},
          "LayerArn": "${lambda}:layer:life", "LayerVersionArn": "${lambda}:layer:life:1",
          "CompatibleRuntimes": ["python3.12"], "CompatibleArchitectures": ["x86_64"],
          "Description": "d", "LicenseInfo": "MIT", "CreatedDate": "*", "Version": 1}
        PublishLayerVersion {"LayerName": "life", "Content": {"ZipFile": "${code}"}}
        201 {"Content": {"CodeSha256": "?sha", "CodeSize": "*", "Location": "*"},
          "LayerArn": "${lambda}:layer:life", "LayerVersionArn": "${lambda}:layer:life:2",
          "Description": "", "CreatedDate": "*", "Version": 2}
        GetLayerVersion {"LayerName": "life", "VersionNumber": 1}
        200 {"LayerVersionArn": "${lambda}:layer:life:1", "Version": 1, "LicenseInfo": "MIT",
          "...": ""}
        GetLayerVersionByArn {"Arn": "${lambda}:layer:life:1"}
        200 {"LayerVersionArn": "${lambda}:layer:life:1", "LayerArn": "${lambda}:layer:life",
          "Version": 1, "Description": "d", "CompatibleRuntimes": ["python3.12"], "...": ""}
        ListLayerVersions {"LayerName": "life"}
        200 {"LayerVersions": [{"LayerVersionArn": "${lambda}:layer:life:2", "Version": 2,
          "...": ""}, {"LayerVersionArn": "${lambda}:layer:life:1", "Version": 1,
          "CompatibleRuntimes": ["python3.12"], "CompatibleArchitectures": ["x86_64"],
          "CreatedDate": "*", "Description": "d", "LicenseInfo": "MIT"}]}
        DeleteLayerVersion {"LayerName": "life", "VersionNumber": 1}
        204 {}
        DeleteLayerVersion {"LayerName": "life", "VersionNumber": 2}
        204 {}
        ListLayerVersions {"LayerName": "life"}
        200 {"LayerVersions": []}
        PublishLayerVersion {"LayerName": "life", "Content": {"ZipFile": "${code}"}}
        201 {"Version": 3, "...": ""}
        """);
  }

  @Test
  void aLayerTakesFifteenRuntimesOldOnesToo() {
    told.tell(
        """
        PublishLayerVersion {"LayerName": "old", "Content": {"ZipFile": "${code}"},
          "CompatibleRuntimes": ["java25", "java21", "java17", "java11", "java8.al2", "java8",
          "dotnet10", "dotnet8", "dotnet6", "dotnetcore3.1", "go1.x", "ruby3.4", "ruby3.3",
          "ruby3.2", "ruby2.7"], "CompatibleArchitectures": ["arm64", "x86_64"]}
        201 {"CompatibleArchitectures": ["arm64", "x86_64"], "CompatibleRuntimes": ["java25",
          "java21", "java17", "java11", "java8.al2", "java8", "dotnet10", "dotnet8", "dotnet6",
          "dotnetcore3.1", "go1.x", "ruby3.4", "ruby3.3", "ruby3.2", "ruby2.7"], "...": ""}
        """);
  }

  @Test
  void functionsNameLayersThatAreThere() {
    told.tell(
            """
            PublishLayerVersion {"LayerName": "used", "Content": {"ZipFile": "${code}"}}
            201 {"Version": 1, "...": ""}
            PublishLayerVersion {"LayerName": "used", "Content": {"ZipFile": "${code}"}}
            201 {"Version": 2, "...": ""}
            """)
        .function("user")
        .tell(
            """
            UpdateFunctionConfiguration {"FunctionName": "user",
              "Layers": ["${lambda}:layer:used:1", "${lambda}:layer:used:2"]}
            400 InvalidParameterValueException {"Type": "User", "message": "Two different versions
              of the same layer are not allowed to be referenced in the same function.
              ${lambda}:layer:used:1 and ${lambda}:layer:used:2 are versions of the same layer."}
            UpdateFunctionConfiguration {"FunctionName": "user",
              "Layers": ["${lambda}:layer:used:1", "${lambda}:layer:used:1"]}
            400 InvalidParameterValueException {"Type": "User", "message": "Two different versions
              of the same layer are not allowed to be referenced in the same function.
              ${lambda}:layer:used:1 and ${lambda}:layer:used:1 are versions of the same layer."}
            UpdateFunctionConfiguration {"FunctionName": "user",
              "Layers": ["${lambda}:layer:doesnotexist:1"]}
            400 InvalidParameterValueException {"Type": "User",
              "message": "Layer version ${lambda}:layer:doesnotexist:1 does not exist."}
            UpdateFunctionConfiguration {"FunctionName": "user",
              "Layers": ["${lambda}:layer:used:9"]}
            400 InvalidParameterValueException {"Type": "User",
              "message": "Layer version ${lambda}:layer:used:9 does not exist."}
            UpdateFunctionConfiguration {"FunctionName": "user",
              "Layers": ["arn:aws:lambda:eu-west-1:000000000000:layer:far:1"]}
            400 InvalidParameterValueException {"Type": "User", "message": "Layers are not in the
              same region as the function. Layers are expected to be in region us-east-1."}
            UpdateFunctionConfiguration {"FunctionName": "user",
              "Layers": ["${lambda}:layer:a:1", "${lambda}:layer:b:1", "${lambda}:layer:c:1",
              "${lambda}:layer:d:1", "${lambda}:layer:e:1", "${lambda}:layer:f:1"]}
            400 InvalidParameterValueException {"Type": "User",
              "message": "Cannot reference more than 5 layers."}
            UpdateFunctionConfiguration {"FunctionName": "user",
              "Layers": ["${lambda}:layer:used:1"]}
            200 {"Layers": [{"Arn": "${lambda}:layer:used:1", "CodeSize": "*"}], "...": ""}
            """)
        .updated("user")
        .tell(
            """
            DeleteLayerVersion {"LayerName": "used", "VersionNumber": 1}
            204 {}
            GetFunctionConfiguration {"FunctionName": "user"}
            200 {"Layers": [{"Arn": "${lambda}:layer:used:1", "CodeSize": "*"}], "...": ""}
            """);
  }

  @Test
  void permissionsOfALayerArePutAndTaken() {
    told.tell(PUBLISH)
        .tell(
            """
            GetLayerVersionPolicy {"LayerName": "shared", "VersionNumber": 1}
            404 ResourceNotFoundException {"Type": "User",
              "Message": "No policy is associated with the given resource."}
            AddLayerVersionPermission {"LayerName": "shared", "VersionNumber": 1,
              "Action": "*", "StatementId": "s1", "Principal": "*"}
            400 ValidationException {"message": "1 validation error detected: Value '*' at
              'action' failed to satisfy constraint: Member must satisfy regular expression pattern:
              lambda:GetLayerVersion"}
            AddLayerVersionPermission {"LayerName": "shared", "VersionNumber": 1,
              "Action": "lambda:GetLayerVersion", "StatementId": "s1", "Principal": "*"}
            201 {"RevisionId": "?first", "Statement": "{\\"Sid\\":\\"s1\\",\\"Effect\\":\\"Allow\\",\\"Principal\\":\\"*\\",\\"Action\\":\\"lambda:GetLayerVersion\\",\\"Resource\\":\\"${lambda}:layer:shared:1\\"}"}
            GetLayerVersionPolicy {"LayerName": "shared", "VersionNumber": 1}
            200 {"RevisionId": "?first", "Policy": "{\\"Version\\":\\"2012-10-17\\",\\"Id\\":\\"default\\",\\"Statement\\":[{\\"Sid\\":\\"s1\\",\\"Effect\\":\\"Allow\\",\\"Principal\\":\\"*\\",\\"Action\\":\\"lambda:GetLayerVersion\\",\\"Resource\\":\\"${lambda}:layer:shared:1\\"}]}"}
            AddLayerVersionPermission {"LayerName": "shared", "VersionNumber": 1,
              "Action": "lambda:GetLayerVersion", "StatementId": "s1", "Principal": "*"}
            409 ResourceConflictException {"Type": "User", "message": "The statement id (s1)
              provided already exists. Please provide a new statement id, or remove the existing
              statement."}
            AddLayerVersionPermission {"LayerName": "shared", "VersionNumber": 1,
              "Action": "lambda:GetLayerVersion", "StatementId": "s2", "Principal": "*",
              "RevisionId": "wrong"}
            412 PreconditionFailedException {"Type": "User", "message": "The Revision Id provided
              does not match the latest Revision Id. Call the GetLayerPolicy API to retrieve the
              latest Revision Id"}
            RemoveLayerVersionPermission {"LayerName": "shared", "VersionNumber": 1,
              "StatementId": "s1", "RevisionId": "wrong"}
            412 PreconditionFailedException {"Type": "User", "message": "The Revision Id provided
              does not match the latest Revision Id. Call the GetLayerPolicy API to retrieve the
              latest Revision Id"}
            RemoveLayerVersionPermission {"LayerName": "shared", "VersionNumber": 1,
              "StatementId": "doesnotexist"}
            404 ResourceNotFoundException {"Type": "User",
              "Message": "Statement doesnotexist is not found in resource policy."}
            RemoveLayerVersionPermission {"LayerName": "shared", "VersionNumber": 1,
              "StatementId": "s1", "RevisionId": "${first}"}
            204 {}
            """);
  }

  @Test
  void permissionsNeedALayerThatIsThere() {
    for (String layer : new String[] {"nowhere", "shared"}) {
      String version = layer.equals("shared") ? "200" : "1";
      told.tell(PUBLISH)
          .tell(
              """
              AddLayerVersionPermission {"LayerName": "LAYER", "VersionNumber": VERSION,
                "Action": "lambda:GetLayerVersion", "StatementId": "s1", "Principal": "*"}
              404 ResourceNotFoundException {"Type": "User",
                "Message": "Layer version ${lambda}:layer:LAYER:VERSION does not exist."}
              GetLayerVersionPolicy {"LayerName": "LAYER", "VersionNumber": VERSION}
              404 ResourceNotFoundException {"Type": "User",
                "Message": "Layer version ${lambda}:layer:LAYER:VERSION does not exist."}
              RemoveLayerVersionPermission {"LayerName": "LAYER", "VersionNumber": VERSION,
                "StatementId": "s1"}
              404 ResourceNotFoundException {"Type": "User",
                "Message": "Layer version ${lambda}:layer:LAYER:VERSION does not exist."}
              """
                  .replace("LAYER", layer)
                  .replace("VERSION", version));
    }
  }
}
