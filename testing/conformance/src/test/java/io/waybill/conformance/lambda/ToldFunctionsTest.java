package io.waybill.conformance.lambda;

import io.waybill.conformance.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Functions from their creation to their end, in AWS's answers.
final class ToldFunctionsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final Told told = new Told(SERVER);

  @Test
  void aFunctionIsPendingThenActiveAndShownWhole() {
    told.tell(
        """
        CreateFunction {"FunctionName": "whole", "Runtime": "python3.12", "Handler": "app.handler",
          "Role": "${role}", "Code": {"ZipFile": "${code}"}}
        201 {"FunctionName": "whole", "FunctionArn": "${lambda}:function:whole",
          "Runtime": "python3.12", "Role": "${role}", "Handler": "app.handler", "CodeSize": "*",
          "Description": "", "Timeout": 3, "MemorySize": 128, "LastModified": "*",
          "CodeSha256": "?sha", "Version": "$LATEST", "TracingConfig": {"Mode": "PassThrough"},
          "RevisionId": "?first", "State": "Pending", "StateReasonCode": "Creating",
          "StateReason": "The function is being created.", "PackageType": "Zip",
          "Architectures": ["x86_64"], "EphemeralStorage": {"Size": 512},
          "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"},
          "RuntimeVersionConfig": {"RuntimeVersionArn": "*"},
          "LoggingConfig": {"LogFormat": "Text", "LogGroup": "/aws/lambda/whole"}}
        """);
    told.active("whole")
        .tell(
            """
            GetFunction {"FunctionName": "whole"}
            200 {"Code": {"RepositoryType": "S3", "Location": "*"}, "Configuration": {
              "FunctionName": "whole", "FunctionArn": "${lambda}:function:whole",
              "Runtime": "python3.12", "Role": "${role}", "Handler": "app.handler", "CodeSize": "*",
              "Description": "", "Timeout": 3, "MemorySize": 128, "LastModified": "*",
              "CodeSha256": "?sha", "Version": "$LATEST", "TracingConfig": {"Mode": "PassThrough"},
              "RevisionId": "?second", "State": "Active", "LastUpdateStatus": "Successful",
              "PackageType": "Zip", "Architectures": ["x86_64"], "EphemeralStorage": {"Size": 512},
              "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"},
              "RuntimeVersionConfig": {"RuntimeVersionArn": "*"},
              "LoggingConfig": {"LogFormat": "Text", "LogGroup": "/aws/lambda/whole"}}}

            GetFunctionConfiguration {"FunctionName": "whole", "Qualifier": "$LATEST"}
            200 {"FunctionArn": "${lambda}:function:whole:$LATEST", "...": ""}

            CreateFunction {"FunctionName": "whole", "Runtime": "python3.12",
              "Handler": "app.handler", "Role": "${role}", "Code": {"ZipFile": "${code}"}}
            409 ResourceConflictException {"Type": "User",
              "message": "Function already exist: whole"}
            """);
  }

  @Test
  void whatWouldNotHoldHereIsRefused() {
    told.function("usual")
        .tell(
            """
            CreateFunction {"FunctionName": "refused", "Runtime": "python3.12",
              "Handler": "app.handler", "Role": "${role}", "Code": {"ZipFile": "${code}"},
              "TenancyConfig": {"TenantIsolationMode": "PER_TENANT"}}
            400 InvalidParameterValueException {"Type": "User",
              "message": "Tenant isolation is not supported here."}
            CreateFunction {"FunctionName": "refused", "Runtime": "python3.12",
              "Handler": "app.handler", "Role": "${role}", "Code": {"ZipFile": "${code}"},
              "CapacityProviderConfig": {"LambdaManagedInstancesCapacityProviderConfig": {}}}
            400 InvalidParameterValueException {"Type": "User",
              "message": "Capacity providers are not supported here."}
            UpdateFunctionConfiguration {"FunctionName": "usual",
              "DurableConfig": {"ExecutionTimeout": 60}}
            400 InvalidParameterValueException {"Type": "User",
              "message": "Durable functions are not supported here."}
            """);
  }

  @Test
  void changesAreInProgressThenSuccessful() {
    told.function("changed")
        .tell(
            """
            UpdateFunctionConfiguration {"FunctionName": "changed", "Timeout": 10,
              "MemorySize": 512, "Runtime": "python3.11", "Description": "Changed",
              "Environment": {"Variables": {"ENV_A": "a"}}}
            200 {"Timeout": 10, "MemorySize": 512, "Runtime": "python3.11",
              "Description": "Changed", "Environment": {"Variables": {"ENV_A": "a"}},
              "State": "Active", "LastUpdateStatus": "InProgress",
              "LastUpdateStatusReason": "The function is being created.",
              "LastUpdateStatusReasonCode": "Creating", "RevisionId": "?under", "...": ""}
            """)
        .updated("changed")
        .tell(
            """
            UpdateFunctionCode {"FunctionName": "changed", "ZipFile": "${other}"}
            200 {"LastUpdateStatus": "InProgress", "LastUpdateStatusReasonCode": "Creating",
              "LastUpdateStatusReason": "The function is being created.", "Timeout": 10, "...": ""}
            """)
        .updated("changed")
        .tell(
            """
            DeleteFunction {"FunctionName": "changed"}
            204 {}

            DeleteFunction {"FunctionName": "changed"}
            404 ResourceNotFoundException {"Type": "User",
              "Message": "Function not found: ${lambda}:function:changed"}

            GetFunction {"FunctionName": "changed"}
            404 ResourceNotFoundException {"Type": "User",
              "Message": "Function not found: ${lambda}:function:changed"}
            """);
  }

  @Test
  void whatOfAConfigurationIsWrongIsNamed() {
    told.function("strict")
        .tell(
            """
            UpdateFunctionConfiguration {"FunctionName": "strict", "Role": "r1"}
            400 ValidationException {"message": "1 validation error detected: Value 'r1' at
              'role' failed to satisfy constraint: Member must satisfy regular expression pattern:
              arn:(aws[a-zA-Z-]*)?:iam::\\\\d{12}:role/?[a-zA-Z_0-9+=,.@\\\\-_/]+"}

            UpdateFunctionConfiguration {"FunctionName": "strict",
              "Runtime": "non-existent-runtime"}
            400 InvalidParameterValueException {"Type": "User", "message": "Value
              non-existent-runtime at 'runtime' failed to satisfy constraint: Member must satisfy enum
              value set: [nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x,
              nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8,
              python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x,
              provided.al2, java8.al2] or be a valid ARN"}

            UpdateFunctionConfiguration {"FunctionName": "strict", "SnapStart":
              {"ApplyOn": "invalidOption"}}
            400 ValidationException {"message": "1 validation error detected: Value
              'invalidOption' at 'snapStart.applyOn' failed to satisfy constraint: Member must satisfy
              enum value set: [PublishedVersions, None]"}

            UpdateFunctionConfiguration {"FunctionName": "strict",
              "VpcConfig": {"SubnetIds": ["bad-format"], "SecurityGroupIds": ["sg-1"]}}
            400 ValidationException {"message": "1 validation error detected: Value
              '[bad-format]' at 'vpcConfig.subnetIds' failed to satisfy constraint: Member must satisfy
              constraint: [Member must have length less than or equal to 1024, Member must have length
              greater than or equal to 0, Member must satisfy regular expression pattern:
              subnet-[0-9a-z]*]"}

            UpdateFunctionConfiguration {"FunctionName": "strict",
              "VpcConfig": {"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["bad-format"]}}
            400 ValidationException {"message": "1 validation error detected: Value
              '[bad-format]' at 'vpcConfig.securityGroupIds' failed to satisfy constraint: Member must
              satisfy constraint: [Member must have length less than or equal to 1024, Member must have
              length greater than or equal to 0, Member must satisfy regular expression pattern:
              sg-[0-9a-zA-Z]*]"}

            UpdateFunctionConfiguration {"FunctionName": "strict",
              "Environment": {"Variables": {"SMALL_VAR": "ok", "LARGE_VAR": "${long}"}}}
            400 InvalidParameterValueException {"Type": "User", "message": "Lambda was unable to
              configure your environment variables because the environment variables you have provided
              exceeded the 4KB limit. String measured:
              {\\"SMALL_VAR\\":\\"ok\\",\\"LARGE_VAR\\":\\"${long}\\"}"}

            UpdateFunctionConfiguration {"FunctionName": "strict",
              "Environment": {"Variables": {"LARGE_VAR": "${long}"}}}
            400 InvalidParameterValueException {"Type": "User", "message": "Lambda was unable to
              configure your environment variables because the environment variables you have provided
              exceeded the 4KB limit. String measured: {\\"LARGE_VAR\\":\\"${long}\\"}"}
            """);
  }

  @Test
  void whatIsOfAnotherRegionOrNotThereIsNotFound() {
    for (String operation :
        new String[] {
          "DeleteFunction",
          "GetFunction",
          "GetFunctionCodeSigningConfig",
          "GetFunctionConcurrency",
          "GetFunctionConfiguration",
          "GetFunctionEventInvokeConfig",
          "GetFunctionUrlConfig",
          "Invoke",
          "GetPolicy",
          "ListAliases",
          "ListVersionsByFunction",
          "UpdateFunctionConfiguration",
          "PublishVersion"
        }) {
      told.tell(
          operation
              + """
                {"FunctionName": "arn:aws:lambda:eu-west-1:000000000000:function:far"}
              404 ResourceNotFoundException {"Type": "User", "Message": "Functions from
                'eu-west-1' are not reachable in this region ('us-east-1')"}
              """);
    }
    told.function("versionless")
        .tell(
            """
            GetFunction {"FunctionName": "versionless", "Qualifier": "1221"}
            404 ResourceNotFoundException {"Type": "User",
              "Message": "Function not found: ${lambda}:function:versionless:1221"}

            GetFunctionConfiguration {"FunctionName": "versionless", "Qualifier": "1221"}
            404 ResourceNotFoundException {"Type": "User",
              "Message": "Function not found: ${lambda}:function:versionless:1221"}

            GetFunctionEventInvokeConfig {"FunctionName": "versionless", "Qualifier": "1221"}
            404 ResourceNotFoundException {"Type": "User", "Message": "The function
              ${lambda}:function:versionless:1221 doesn't have an EventInvokeConfig"}
            """);
  }

  @Test
  void aNetworkIsKeptAndTakenBack() {
    told.function("networked")
        .tell(
            """
            UpdateFunctionConfiguration {"FunctionName": "networked",
              "VpcConfig": {"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}}
            200 {"VpcConfig": {"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"],
              "VpcId": "*", "Ipv6AllowedForDualStack": false}, "...": ""}
            """)
        .updated("networked")
        .tell(
            """
            UpdateFunctionConfiguration {"FunctionName": "networked",
              "VpcConfig": {"SubnetIds": [], "SecurityGroupIds": []}}
            200 {"VpcConfig": {"SubnetIds": [], "SecurityGroupIds": [], "VpcId": "",
              "Ipv6AllowedForDualStack": false}, "...": ""}
            """);
  }

  @Test
  void aNetworkIsWholeAndFileSystemsNeedOne() {
    String system =
        "{\"Arn\": \"arn:aws:elasticfilesystem:us-east-1:000000000000:access-point/"
            + "fsap-01234567890123456\", \"LocalMountPath\": \"/mnt/x\"}";
    told.function("reaching")
        .tell(
            """
            UpdateFunctionConfiguration {"FunctionName": "reaching",
              "VpcConfig": {"SubnetIds": ["subnet-1"]}}
            400 InvalidParameterValueException {"Type": "User",
              "message": "SubnetIds and SecurityIds must coexist or be both empty list."}
            UpdateFunctionConfiguration {"FunctionName": "reaching",
              "FileSystemConfigs": [SYSTEM]}
            400 InvalidParameterValueException {"Type": "User", "message": "Function must be
              configured to execute in a VPC to reference access point
              arn:aws:elasticfilesystem:us-east-1:000000000000:access-point/fsap-01234567890123456."}
            UpdateFunctionConfiguration {"FunctionName": "reaching",
              "VpcConfig": {"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"]},
              "FileSystemConfigs": [SYSTEM]}
            200 {"FileSystemConfigs": [SYSTEM], "...": ""}
            """
                .replace("SYSTEM", system))
        .updated("reaching")
        .tell(
            """
            UpdateFunctionConfiguration {"FunctionName": "reaching", "FileSystemConfigs": []}
            200 {"FunctionName": "reaching", "FunctionArn": "*", "Runtime": "*", "Role": "*",
              "Handler": "*", "CodeSize": "*", "Description": "", "Timeout": "*", "MemorySize": "*",
              "LastModified": "*", "CodeSha256": "*", "Version": "*", "TracingConfig": "*",
              "RevisionId": "*", "State": "*", "LastUpdateStatus": "*",
              "LastUpdateStatusReason": "*", "LastUpdateStatusReasonCode": "*", "PackageType": "*",
              "Architectures": "*", "EphemeralStorage": "*", "SnapStart": "*",
              "RuntimeVersionConfig": "*", "LoggingConfig": "*", "VpcConfig": "*"}
            """);
  }

  @Test
  void loggingIsShownAsItIsSet() {
    told.function("logging")
        .tell(
            """
            UpdateFunctionConfiguration {"FunctionName": "logging", "LoggingConfig":
              {"LogFormat": "JSON"}}
            200 {"LoggingConfig": {"LogFormat": "JSON", "ApplicationLogLevel": "INFO",
              "SystemLogLevel": "INFO", "LogGroup": "/aws/lambda/logging"}, "...": ""}
            """)
        .updated("logging")
        .tell(
            """
            UpdateFunctionConfiguration {"FunctionName": "logging", "LoggingConfig":
              {"LogGroup": "cool_lambda"}}
            200 {"LoggingConfig": {"LogFormat": "JSON", "ApplicationLogLevel": "INFO",
              "SystemLogLevel": "INFO", "LogGroup": "cool_lambda"}, "...": ""}
            """);
  }

  @Test
  void aSnapshotIsAskedFor() {
    told.function("snapped")
        .tell(
            """
            UpdateFunctionConfiguration {"FunctionName": "snapped",
              "SnapStart": {"ApplyOn": "PublishedVersions"}}
            200 {"SnapStart": {"ApplyOn": "PublishedVersions", "OptimizationStatus": "Off"},
              "...": ""}
            """);
  }

  @Test
  void invocationsAreRefusedInLambdasWords() {
    told.function("invoked")
        .tell(
            """
            Invoke {"FunctionName": "doesnotexist"}
            404 ResourceNotFoundException {"Type": "User",
              "Message": "Function not found: ${lambda}:function:doesnotexist"}

            Invoke {"FunctionName": "arn:aws:lambda:us-east-1:123400000000@function:myfn"}
            400 ValidationException {"message": "1 validation error detected: Value
              'arn:aws:lambda:us-east-1:123400000000@function:myfn' at 'functionName' failed to satisfy
              constraint: Member must satisfy regular expression pattern:
              (arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\\\d{1}:)?(\\\\d{12}:)?(function:)?([a-zA-Z0-9-_\\\\.]+)(:(\\\\$LATEST(\\\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?"}

            Invoke {"FunctionName": "invoked", "X-Amz-Client-Context": "bm8="}
            400 InvalidRequestContentException {"Type": "User",
              "message": "Client context must be a valid Base64-encoded JSON object."}

            Invoke {"FunctionName": "invoked", "Payload": "{}"}
            200 {"Payload": {}, "ExecutedVersion": "$LATEST"}

            Invoke {"FunctionName": "invoked", "X-Amz-Invocation-Type": "Event", "Payload": "{}"}
            202 {"Payload": ""}

            Invoke {"FunctionName": "invoked", "X-Amz-Invocation-Type": "DryRun"}
            204 {"Payload": ""}
            """);
  }
}
