package io.waybill.conformance.lambda;

import io.waybill.conformance.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What stands beside a function (permissions, events, URLs, concurrency, tags, recursion), in
/// AWS's answers.
final class ToldSettingsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final Told told = new Told(SERVER);

  @Test
  void permissionsAreStatementsOfAPolicyWithRevisions() {
    told.function("open")
        .tell(
            """
            AddPermission {"FunctionName": "open", "StatementId": "logs",
              "Action": "lambda:InvokeFunction", "Principal": "logs.amazonaws.com"}
            201 {"Statement": "{\\"Sid\\":\\"logs\\",\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"Service\\":\\"logs.amazonaws.com\\"},\\"Action\\":\\"lambda:InvokeFunction\\",\\"Resource\\":\\"${lambda}:function:open\\"}"}
            GetPolicy {"FunctionName": "open"}
            200 {"Policy": "{\\"Version\\":\\"2012-10-17\\",\\"Id\\":\\"default\\",\\"Statement\\":[{\\"Sid\\":\\"logs\\",\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"Service\\":\\"logs.amazonaws.com\\"},\\"Action\\":\\"lambda:InvokeFunction\\",\\"Resource\\":\\"${lambda}:function:open\\"}]}", "RevisionId": "?revision"}
            GetFunctionConfiguration {"FunctionName": "open"}
            200 {"RevisionId": "?revision", "...": ""}
            AddPermission {"FunctionName": "open", "StatementId": "url", "Principal": "*",
              "Action": "lambda:InvokeFunctionUrl", "FunctionUrlAuthType": "NONE"}
            201 {"Statement": "{\\"Sid\\":\\"url\\",\\"Effect\\":\\"Allow\\",\\"Principal\\":\\"*\\",\\"Action\\":\\"lambda:InvokeFunctionUrl\\",\\"Resource\\":\\"${lambda}:function:open\\",\\"Condition\\":{\\"StringEquals\\":{\\"lambda:FunctionUrlAuthType\\":\\"NONE\\"}}}"}
            AddPermission {"FunctionName": "open", "StatementId": "sns",
              "Action": "lambda:InvokeFunction", "Principal": "sns.amazonaws.com",
              "SourceArn": "arn:aws:sns:us-east-1:000000000000:t"}
            201 {"Statement": "{\\"Sid\\":\\"sns\\",\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"Service\\":\\"sns.amazonaws.com\\"},\\"Action\\":\\"lambda:InvokeFunction\\",\\"Resource\\":\\"${lambda}:function:open\\",\\"Condition\\":{\\"ArnLike\\":{\\"AWS:SourceArn\\":\\"arn:aws:sns:us-east-1:000000000000:t\\"}}}"}
            AddPermission {"FunctionName": "open", "StatementId": "more", "RevisionId": "wrong",
              "Action": "lambda:InvokeFunction", "Principal": "s3.amazonaws.com"}
            412 PreconditionFailedException {"Type": "User", "message": "The Revision Id provided
              does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve
              the latest Revision Id"}
            RemovePermission {"FunctionName": "open", "StatementId": "logs",
              "RevisionId": "${revision}"}
            412 PreconditionFailedException {"Type": "User", "message": "The Revision Id provided
              does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve
              the latest Revision Id"}
            AddPermission {"FunctionName": "open", "StatementId": "mixed", "Principal": "*",
              "Action": "lambda:InvokeFunction", "FunctionUrlAuthType": "NONE"}
            400 InvalidParameterValueException {"Type": "User", "message": "FunctionUrlAuthType is
              only supported for lambda:InvokeFunctionUrl action"}
            RemovePermission {"FunctionName": "open", "StatementId": "logs"}
            204 {}
            """);
  }

  @Test
  void reservedConcurrencyIsPutShownAndTaken() {
    told.function("reserved")
        .tell(
            """
            GetFunctionConcurrency {"FunctionName": "reserved"}
            200 {}
            PutFunctionConcurrency {"FunctionName": "reserved", "ReservedConcurrentExecutions": 0}
            200 {"ReservedConcurrentExecutions": 0}
            GetFunctionConcurrency {"FunctionName": "reserved"}
            200 {"ReservedConcurrentExecutions": 0}
            Invoke {"FunctionName": "reserved", "Payload": "{}"}
            429 TooManyRequestsException {"Type": "User", "message": "Rate Exceeded.",
              "Reason": "ReservedFunctionConcurrentInvocationLimitExceeded"}
            Invoke {"FunctionName": "reserved", "Payload": "{}", "X-Amz-Invocation-Type": "Event"}
            202 {"Payload": ""}
            DeleteFunctionConcurrency {"FunctionName": "reserved"}
            204 {}
            GetFunctionConcurrency {"FunctionName": "reserved"}
            200 {}
            PutFunctionConcurrency {"FunctionName": "reserved", "ReservedConcurrentExecutions": 901}
            400 InvalidParameterValueException {"Type": "User", "message": "Specified
              ReservedConcurrentExecutions for function decreases account's
              UnreservedConcurrentExecution below its minimum value of [100]."}
            """);
  }

  @Test
  void provisionedConcurrencyIsRequestedAndBounded() {
    told.function("ready")
        .tell(
            """
            PublishVersion {"FunctionName": "ready"}
            201 {"Version": "1", "...": ""}
            GetProvisionedConcurrencyConfig {"FunctionName": "ready", "Qualifier": "1"}
            404 ProvisionedConcurrencyConfigNotFoundException {"Type": "User",
              "message": "No Provisioned Concurrency Config found for this function"}
            PutProvisionedConcurrencyConfig {"FunctionName": "ready", "Qualifier": "1",
              "ProvisionedConcurrentExecutions": 1001}
            400 InvalidParameterValueException {"message": "Specified ConcurrentExecutions for
              function is greater than account's unreserved concurrency [1000]."}
            PutProvisionedConcurrencyConfig {"FunctionName": "ready", "Qualifier": "1",
              "ProvisionedConcurrentExecutions": 901}
            400 InvalidParameterValueException {"message": "Specified ConcurrentExecutions for
              function decreases account's UnreservedConcurrentExecution below its minimum value of
              [100]."}
            PutProvisionedConcurrencyConfig {"FunctionName": "ready", "Qualifier": "1",
              "ProvisionedConcurrentExecutions": 1}
            202 {"RequestedProvisionedConcurrentExecutions": 1,
              "AvailableProvisionedConcurrentExecutions": 0,
              "AllocatedProvisionedConcurrentExecutions": 0, "Status": "IN_PROGRESS",
              "LastModified": "*"}
            """);
  }

  @Test
  void provisionedConcurrencyIsPartOfWhatIsReserved() {
    told.function("both")
        .tell(
            """
            PublishVersion {"FunctionName": "both"}
            201 {"Version": "1", "...": ""}
            CreateAlias {"FunctionName": "both", "Name": "newest", "FunctionVersion": "$LATEST"}
            201 {"...": ""}
            CreateAlias {"FunctionName": "both", "Name": "one", "FunctionVersion": "1"}
            201 {"...": ""}
            CreateAlias {"FunctionName": "both", "Name": "same", "FunctionVersion": "1"}
            201 {"...": ""}
            PutProvisionedConcurrencyConfig {"FunctionName": "both", "Qualifier": "newest",
              "ProvisionedConcurrentExecutions": 1}
            400 InvalidParameterValueException {"Type": "User", "message": "Provisioned Concurrency
              Configs cannot be applied to unpublished function versions."}
            PutProvisionedConcurrencyConfig {"FunctionName": "both", "Qualifier": "one",
              "ProvisionedConcurrentExecutions": 2}
            202 {"...": ""}
            PutProvisionedConcurrencyConfig {"FunctionName": "both", "Qualifier": "same",
              "ProvisionedConcurrentExecutions": 1}
            409 ResourceConflictException {"Type": "User", "message": "Alias can't be used for
              Provisioned Concurrency configuration on an already Provisioned version"}
            PutFunctionConcurrency {"FunctionName": "both", "ReservedConcurrentExecutions": 1}
            400 InvalidParameterValueException {"Type": "User", "message":
              "ReservedConcurrentExecutions 1 should not be lower than function's total provisioned
              concurrency [2]."}
            PutFunctionConcurrency {"FunctionName": "both", "ReservedConcurrentExecutions": 3}
            200 {"ReservedConcurrentExecutions": 3}
            UpdateFunctionConfiguration {"FunctionName": "both", "Description": "changed"}
            200 {"...": ""}
            """)
        .updated("both")
        .tell(
            """
            PublishVersion {"FunctionName": "both"}
            201 {"Version": "2", "...": ""}
            PutProvisionedConcurrencyConfig {"FunctionName": "both", "Qualifier": "2",
              "ProvisionedConcurrentExecutions": 2}
            400 InvalidParameterValueException {"Type": "User", "message": "Requested Provisioned
              Concurrency should not be greater than the reservedConcurrentExecution for function"}
            PutProvisionedConcurrencyConfig {"FunctionName": "both", "Qualifier": "2",
              "ProvisionedConcurrentExecutions": 1}
            202 {"...": ""}
            """);
  }

  @Test
  void urlsAreMadeChangedListedAndDeleted() {
    told.function("reached")
        .tell(
            """
            ListFunctionUrlConfigs {"FunctionName": "reached"}
            200 {"FunctionUrlConfigs": []}
            ListFunctionUrlConfigs {"FunctionName": "nobody"}
            404 ResourceNotFoundException {"Type": "User", "Message": "Function does not exist"}
            CreateFunctionUrlConfig {"FunctionName": "reached", "AuthType": "NONE"}
            201 {"AuthType": "NONE", "CreationTime": "*", "FunctionUrl": "?url",
              "FunctionArn": "${lambda}:function:reached"}
            GetFunctionUrlConfig {"FunctionName": "reached"}
            200 {"AuthType": "NONE", "CreationTime": "*", "LastModifiedTime": "*",
              "FunctionUrl": "?url", "FunctionArn": "${lambda}:function:reached",
              "InvokeMode": "BUFFERED"}
            UpdateFunctionUrlConfig {"FunctionName": "reached", "InvokeMode": "RESPONSE_STREAM"}
            200 {"AuthType": "NONE", "CreationTime": "*", "LastModifiedTime": "*",
              "FunctionUrl": "?url", "FunctionArn": "${lambda}:function:reached",
              "InvokeMode": "RESPONSE_STREAM"}
            UpdateFunctionUrlConfig {"FunctionName": "reached"}
            200 {"InvokeMode": "RESPONSE_STREAM", "...": ""}
            PublishVersion {"FunctionName": "reached"}
            201 {"Version": "1", "...": ""}
            CreateAlias {"FunctionName": "reached", "Name": "live", "FunctionVersion": "1"}
            201 {"...": ""}
            CreateFunctionUrlConfig {"FunctionName": "reached", "Qualifier": "live",
              "AuthType": "NONE", "InvokeMode": "BUFFERED"}
            201 {"AuthType": "NONE", "CreationTime": "*", "FunctionUrl": "*",
              "FunctionArn": "${lambda}:function:reached:live", "InvokeMode": "BUFFERED"}
            ListFunctionUrlConfigs {"FunctionName": "reached", "MaxItems": 1}
            200 {"FunctionUrlConfigs": [{"FunctionArn": "${lambda}:function:reached", "...": ""}],
              "NextMarker": "?next"}
            ListFunctionUrlConfigs {"FunctionName": "reached", "MaxItems": 1, "Marker": "${next}"}
            200 {"FunctionUrlConfigs": [{"FunctionArn": "${lambda}:function:reached:live",
              "...": ""}]}
            DeleteFunctionUrlConfig {"FunctionName": "reached"}
            204 {}
            GetFunctionUrlConfig {"FunctionName": "reached"}
            404 ResourceNotFoundException {"Type": "User",
              "Message": "The resource you requested does not exist."}
            GetFunctionUrlConfig {"FunctionName": "reached", "Qualifier": "live"}
            200 {"FunctionArn": "${lambda}:function:reached:live", "...": ""}
            """);
  }

  @Test
  void tagsArePutOverlappedAndTakenByKey() {
    told.function("tagged")
        .tell(
            """
            ListTags {"Resource": "${lambda}:function:tagged"}
            200 {"Tags": {}}
            TagResource {"Resource": "${lambda}:function:tagged", "Tags": {"A": "tag-a"}}
            204 {}
            TagResource {"Resource": "${lambda}:function:tagged",
              "Tags": {"B": "tag-b", "C": "tag-c"}}
            204 {}
            TagResource {"Resource": "${lambda}:function:tagged",
              "Tags": {"C": "tag-c-newsuffix", "D": "tag-d"}}
            204 {}
            ListTags {"Resource": "${lambda}:function:tagged"}
            200 {"Tags": {"A": "tag-a", "B": "tag-b", "C": "tag-c-newsuffix", "D": "tag-d"}}
            UntagResource {"Resource": "${lambda}:function:tagged", "tagKeys": ["A", "F"]}
            204 {}
            ListTags {"Resource": "${lambda}:function:tagged"}
            200 {"Tags": {"B": "tag-b", "C": "tag-c-newsuffix", "D": "tag-d"}}
            """);
  }

  @Test
  void tagsBelongToFunctionsThatAreThere() {
    told.function("tagless")
        .tell(
            """
            TagResource {"Resource": "arn:aws:something", "Tags": {"key": "value"}}
            400 ValidationException {"message": "1 validation error detected: Value
              'arn:aws:something' at 'resource' failed to satisfy constraint: Member must satisfy
              regular expression pattern: arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\\\d{1}:\\\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)"}
            ListTags {"Resource": "arn:aws:lambda:eu-west-1:000000000000:function:tagless"}
            404 ResourceNotFoundException {"Type": "User", "Message": "Functions from 'eu-west-1'
              are not reachable in this region ('us-east-1')"}
            TagResource {"Resource": "${lambda}:function:doesnotexist", "Tags": {"key": "value"}}
            404 ResourceNotFoundException {"Type": "User",
              "Message": "Function not found: ${lambda}:function:doesnotexist"}
            TagResource {"Resource": "${lambda}:function:tagless", "Tags": {}}
            400 InvalidParameterValueException {"Type": "User",
              "message": "An error occurred and the request cannot be processed."}
            TagResource {"Resource": "${lambda}:function:tagless:v1", "Tags": {"key": "value"}}
            400 InvalidParameterValueException {"Type": "User", "message": "Tags on function
              aliases and versions are not supported. Please specify a function ARN."}
            TagResource {"Resource": "${lambda}:function:tagless:$LATEST", "Tags": {"k": "v"}}
            400 InvalidParameterValueException {"Type": "User", "message": "Tags on function
              aliases and versions are not supported. Please specify a function ARN."}
            UntagResource {"Resource": "${lambda}:function:tagless"}
            400 ValidationException {"message": "1 validation error detected: Value null at
              'tagKeys' failed to satisfy constraint: Member must not be null"}
            """);
  }

  @Test
  void recursionIsAllowedOrTerminated() {
    told.function("looping")
        .tell(
            """
            GetFunctionRecursionConfig {"FunctionName": "looping"}
            200 {"RecursiveLoop": "Terminate"}
            PutFunctionRecursionConfig {"FunctionName": "looping", "RecursiveLoop": "Never"}
            400 ValidationException {"message": "1 validation error detected: Value 'Never' at
              'recursiveLoop' failed to satisfy constraint: Member must satisfy enum value set:
              [Terminate, Allow]"}
            PutFunctionRecursionConfig {"FunctionName": "looping", "RecursiveLoop": "Allow"}
            200 {"RecursiveLoop": "Allow"}
            """);
  }

  @Test
  void tagsOfAwsAreItsOwn() {
    told.function("own");
    String refused =
        """
        400 InvalidParameterValueException {"Type": "User", "message": "aws: prefixed tag key names
          are not allowed for external use."}
        """;
    told.tell(
        """
        TagResource {"Resource": "${lambda}:function:own", "Tags": {"a": "b", "aws:a": "b"}}
        """
            + refused);
    told.tell(
        """
        CreateFunction {"FunctionName": "owned", "Runtime": "python3.12",
          "Handler": "app.handler", "Role": "${role}", "Code": {"ZipFile": "${code}"},
          "Tags": {"AWS:a": "b"}}
        """
            + refused);
    told.tell(
        """
        ListTags {"Resource": "${lambda}:function:own"}
        200 {"Tags": {}}
        GetFunction {"FunctionName": "owned"}
        404 ResourceNotFoundException {"Type": "User",
          "Message": "Function not found: ${lambda}:function:owned"}
        """);
  }

  @Test
  void crossOriginSettingsNameMethodsAndOrigins() {
    told.function("crossed")
        .tell(
            """
            CreateFunctionUrlConfig {"FunctionName": "crossed", "AuthType": "NONE",
              "Cors": {"AllowMethods": ["FETCH"]}}
            400 InvalidParameterValueException {"Type": "User",
              "message": "The method FETCH in AllowMethods is invalid."}
            CreateFunctionUrlConfig {"FunctionName": "crossed", "AuthType": "NONE",
              "Cors": {"AllowMethods": ["OPTIONS"]}}
            400 ValidationException {"message": "1 validation error detected: Value '[OPTIONS]' at
              'cors.allowMethods' failed to satisfy constraint: Member must satisfy constraint:
              [Member must have length less than or equal to 6, Member must satisfy regular
              expression pattern: .*]"}
            CreateFunctionUrlConfig {"FunctionName": "crossed", "AuthType": "NONE",
              "Cors": {"AllowOrigins": ["example.com"]}}
            400 InvalidParameterValueException {"Type": "User",
              "message": "The origin example.com in AllowOrigins is invalid."}
            CreateFunctionUrlConfig {"FunctionName": "crossed", "AuthType": "NONE",
              "Cors": {"AllowMethods": ["GET", "*"], "AllowOrigins": ["http://localhost:60905", "*"]}}
            201 {"Cors": {"AllowMethods": ["GET", "*"],
              "AllowOrigins": ["http://localhost:60905", "*"]}, "...": ""}
            UpdateFunctionUrlConfig {"FunctionName": "crossed", "Cors": {"AllowMethods": ["get"]}}
            400 InvalidParameterValueException {"Type": "User",
              "message": "The method get in AllowMethods is invalid."}
            """);
  }

  @Test
  void endsOfEventsAreToldWhereLambdaCanTellThem() {
    told.function("ends")
        .function("ending")
        .tell(
            """
            GetFunctionEventInvokeConfig {"FunctionName": "ending"}
            404 ResourceNotFoundException {"Type": "User", "Message": "The function
              ${lambda}:function:ending:$LATEST doesn't have an EventInvokeConfig"}
            PutFunctionEventInvokeConfig {"FunctionName": "ending"}
            400 InvalidParameterValueException {"Type": "User",
              "message": "You must specify at least one of error handling or destination setting."}
            PutFunctionEventInvokeConfig {"FunctionName": "ending",
              "DestinationConfig": {"OnFailure": {"Destination": "nowhere"}}}
            400 ValidationException {"message": "*"}
            PutFunctionEventInvokeConfig {"FunctionName": "ending",
              "DestinationConfig": {"OnSuccess": {"Destination": "arn:aws:s3:::bucket"}}}
            400 InvalidParameterValueException {"Type": "User",
              "message": "The destination ARN arn:aws:s3:::bucket is invalid."}
            PutFunctionEventInvokeConfig {"FunctionName": "ending",
              "DestinationConfig": {"OnFailure": {"Destination": "${lambda}:function:ending"}}}
            400 InvalidParameterValueException {"Type": "User",
              "message": "You can't specify the function as a destination for itself."}
            PutFunctionEventInvokeConfig {"FunctionName": "ending", "MaximumRetryAttempts": 0,
              "DestinationConfig": {"OnFailure": {"Destination": "${lambda}:function:ends"}}}
            200 {"DestinationConfig": {"OnFailure": {"Destination": "${lambda}:function:ends"},
              "OnSuccess": {}}, "FunctionArn": "${lambda}:function:ending:$LATEST",
              "LastModified": "*", "MaximumRetryAttempts": 0}
            UpdateFunctionEventInvokeConfig {"FunctionName": "ending",
              "DestinationConfig": {"OnFailure": {"Destination": "arn:aws:s3:::bucket"}}}
            400 InvalidParameterValueException {"Type": "User",
              "message": "The destination ARN arn:aws:s3:::bucket is invalid."}
            """);
  }
}
