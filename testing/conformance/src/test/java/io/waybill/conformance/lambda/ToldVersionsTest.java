package io.waybill.conformance.lambda;

import io.waybill.conformance.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Versions and aliases in AWS's answers.
final class ToldVersionsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final Told told = new Told(SERVER);

  @Test
  void aVersionIsPublishedOnceForEachChange() {
    told.function("versions")
        .tell(
            """
            ListVersionsByFunction {"FunctionName": "versions"}
            200 {"Versions": [{"Version": "$LATEST", "RevisionId": "?latest",
              "FunctionArn": "${lambda}:function:versions:$LATEST", "...": ""}]}
            PublishVersion {"FunctionName": "versions", "Description": "First"}
            201 {"FunctionArn": "${lambda}:function:versions:1", "Version": "1",
              "Description": "First", "RevisionId": "?one", "State": "Active",
              "LastUpdateStatus": "Successful", "...": ""}
            GetFunction {"FunctionName": "versions", "Qualifier": "1"}
            200 {"Configuration": {"FunctionArn": "${lambda}:function:versions:1",
              "Description": "First", "RevisionId": "?one", "Version": "1", "...": ""}, "...": ""}
            PublishVersion {"FunctionName": "versions"}
            201 {"Version": "1", "RevisionId": "?one", "Description": "First", "...": ""}
            UpdateFunctionConfiguration {"FunctionName": "versions", "Description": "Second"}
            200 {"Version": "$LATEST", "FunctionArn": "${lambda}:function:versions", "...": ""}
            """)
        .updated("versions")
        .tell(
            """
            PublishVersion {"FunctionName": "versions"}
            201 {"Version": "2", "Description": "Second", "RevisionId": "?two", "...": ""}
            DeleteFunction {"FunctionName": "versions", "Qualifier": "1"}
            204 {}
            ListVersionsByFunction {"FunctionName": "versions"}
            200 {"Versions": [{"Version": "$LATEST", "...": ""},
              {"Version": "2", "FunctionArn": "${lambda}:function:versions:2", "RevisionId": "?two",
              "Description": "Second", "...": ""}]}
            DeleteFunction {"FunctionName": "versions", "Qualifier": "$LATEST"}
            400 InvalidParameterValueException {"Type": "User",
              "message": "$LATEST version cannot be deleted without deleting the function."}
            """);
  }

  @Test
  void aVersionMayBePublishedWithTheFunctionAndWithItsCode() {
    told.tell(
        """
        CreateFunction {"FunctionName": "published", "Runtime": "python3.12",
          "Handler": "app.handler", "Role": "${role}", "Code": {"ZipFile": "${code}"},
          "Publish": true}
        201 {"Version": "1", "FunctionArn": "${lambda}:function:published", "State": "Pending",
          "StateReason": "The function is being created.", "StateReasonCode": "Creating", "...": ""}
        """);
    told.active("published")
        .tell(
            """
            GetFunction {"FunctionName": "published", "Qualifier": "1"}
            200 {"Configuration": {"FunctionArn": "${lambda}:function:published:1",
              "Version": "1", "State": "Active", "LastUpdateStatus": "Successful",
              "RevisionId": "?one", "...": ""}, "...": ""}
            PublishVersion {"FunctionName": "published"}
            201 {"FunctionArn": "${lambda}:function:published:1", "Version": "1",
              "RevisionId": "?one", "State": "Active", "...": ""}
            UpdateFunctionCode {"FunctionName": "published", "ZipFile": "${other}", "Publish": true}
            200 {"FunctionArn": "${lambda}:function:published:2", "Version": "2",
              "State": "Pending", "StateReason": "The function is being created.",
              "StateReasonCode": "Creating", "...": ""}
            """);
  }

  @Test
  void anAliasIsMadeChangedAndDeleted() {
    told.function("named")
        .tell(
            """
            PublishVersion {"FunctionName": "named"}
            201 {"Version": "1", "RevisionId": "?one", "...": ""}
            UpdateFunctionConfiguration {"FunctionName": "named", "Timeout": 4}
            200 {"...": ""}
            """)
        .updated("named")
        .tell(
            """
            PublishVersion {"FunctionName": "named"}
            201 {"Version": "2", "...": ""}
            CreateAlias {"FunctionName": "named", "Name": "a1", "FunctionVersion": "1",
              "Description": "custom", "RoutingConfig": {"AdditionalVersionWeights": {"2": 0.2}}}
            201 {"AliasArn": "${lambda}:function:named:a1", "Name": "a1", "FunctionVersion": "1",
              "Description": "custom", "RoutingConfig": {"AdditionalVersionWeights": {"2": 0.2}},
              "RevisionId": "?a1"}
            CreateAlias {"FunctionName": "named", "Name": "a1", "FunctionVersion": "1"}
            409 ResourceConflictException {"Type": "User",
              "message": "Alias already exists: ${lambda}:function:named:a1"}
            CreateAlias {"FunctionName": "named", "Name": "a2", "FunctionVersion": "1",
              "RoutingConfig": {"AdditionalVersionWeights": {}}}
            201 {"AliasArn": "${lambda}:function:named:a2", "Name": "a2", "FunctionVersion": "1",
              "Description": "", "RevisionId": "?a2"}
            GetAlias {"FunctionName": "named", "Name": "a1"}
            200 {"AliasArn": "${lambda}:function:named:a1", "Name": "a1", "FunctionVersion": "1",
              "Description": "custom", "RoutingConfig": {"AdditionalVersionWeights": {"2": 0.2}},
              "RevisionId": "?a1"}
            ListAliases {"FunctionName": "named"}
            200 {"Aliases": [{"Name": "a1", "...": ""}, {"Name": "a2", "...": ""}]}
            ListAliases {"FunctionName": "named", "FunctionVersion": "1"}
            200 {"Aliases": [{"Name": "a1", "...": ""}, {"Name": "a2", "...": ""}]}
            UpdateAlias {"FunctionName": "named", "Name": "a1",
              "RoutingConfig": {"AdditionalVersionWeights": {}}}
            200 {"AliasArn": "${lambda}:function:named:a1", "Name": "a1", "FunctionVersion": "1",
              "Description": "custom", "RevisionId": "?a1b"}
            UpdateAlias {"FunctionName": "named", "Name": "a1", "RevisionId": "${a1}"}
            412 PreconditionFailedException {"Type": "User", "message": "The Revision Id provided
              does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve
              the latest Revision Id"}
            GetFunction {"FunctionName": "named", "Qualifier": "a1"}
            200 {"Code": {"RepositoryType": "S3", "Location": "*"}, "Configuration":
              {"FunctionArn": "${lambda}:function:named:a1", "Version": "1", "RevisionId": "?one",
              "...": ""}}
            GetFunction {"FunctionName": "${lambda}:function:named:a1"}
            200 {"Configuration": {"FunctionArn": "${lambda}:function:named:a1", "...": ""},
              "...": ""}
            GetFunction {"FunctionName": "${lambda}:function:named:nothing"}
            404 ResourceNotFoundException {"Type": "User",
              "Message": "Function not found: ${lambda}:function:named:nothing"}
            DeleteAlias {"FunctionName": "named", "Name": "a1"}
            204 {}
            DeleteAlias {"FunctionName": "named", "Name": "a1"}
            204 {}
            ListAliases {"FunctionName": "named"}
            200 {"Aliases": [{"Name": "a2", "...": ""}]}
            GetAlias {"FunctionName": "named", "Name": "a1"}
            404 ResourceNotFoundException {"Type": "User",
              "Message": "Cannot find alias arn: ${lambda}:function:named:a1"}
            UpdateAlias {"FunctionName": "named", "Name": "a1"}
            404 ResourceNotFoundException {"Type": "User",
              "Message": "Alias not found: ${lambda}:function:named:a1"}
            """);
  }

  @Test
  void anAliasIsNoNumberAndBelongsToAVersionThatIsThere() {
    told.function("numbers")
        .tell(
            """
            PublishVersion {"FunctionName": "numbers"}
            201 {"Version": "1", "...": ""}
            CreateAlias {"FunctionName": "numbers", "Name": "2024-01-02", "FunctionVersion": "1"}
            201 {"AliasArn": "${lambda}:function:numbers:2024-01-02", "Name": "2024-01-02",
              "FunctionVersion": "1", "Description": "", "RevisionId": "*"}
            CreateAlias {"FunctionName": "numbers", "Name": "2024", "FunctionVersion": "1"}
            400 ValidationException {"message": "1 validation error detected: Value '2024' at
              'name' failed to satisfy constraint: Member must satisfy regular expression pattern:
              (?!^[0-9]+$)([a-zA-Z0-9-_]+)"}
            CreateAlias {"FunctionName": "numbers", "Name": "far", "FunctionVersion": "9"}
            404 ResourceNotFoundException {"Type": "User",
              "Message": "Function not found: ${lambda}:function:numbers:9"}
            CreateAlias {"FunctionName": "numbers", "Name": "odd", "FunctionVersion": "1",
              "RoutingConfig": {"AdditionalVersionWeights": {"1": 0.5}}}
            400 InvalidParameterValueException {"Type": "User", "message": "Invalid function
              version 1. Function version 1 is already included in routing configuration."}
            CreateAlias {"FunctionName": "numbers", "Name": "odd", "FunctionVersion": "$LATEST",
              "RoutingConfig": {"AdditionalVersionWeights": {"1": 0.5}}}
            400 InvalidParameterValueException {"Type": "User", "message": "$LATEST is not
              supported for an alias pointing to more than 1 version"}
            """);
  }
}
