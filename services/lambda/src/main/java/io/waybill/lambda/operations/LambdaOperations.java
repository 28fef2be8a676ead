package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.lambda.api.LambdaApi;

/// All operations of AWS Lambda but those on event source mappings.
public final class LambdaOperations {
  private LambdaOperations() {}

  public static void register(Access access, ServiceCalls calls, Gateway.Builder gateway) {
    Targets targets = new Targets(calls);
    functions(access, new DeadLetterRules(targets), gateway);
    aliases(new Aliases(access), gateway);
    events(new EventInvokeConfigs(access, new DestinationRules(access, targets)), gateway);
    limits(new Limits(access), gateway);
    tags(new Tagging(access), gateway);
    urls(new Urls(access), gateway);
    layers(new LayerVersionsOf(access), new LayerPolicies(access), gateway);
    settings(new FunctionSettings(access), gateway);
    CodeSigning.register(access, gateway);
    provisioned(new ProvisionedConcurrency(access), gateway);
  }

  private static void functions(
      Access access, DeadLetterRules deadLetters, Gateway.Builder gateway) {
    Updates updates = new Updates(access, deadLetters);
    PublishedVersions versions = new PublishedVersions(access);
    Permissions permissions = new Permissions(access);
    Invoke invoke = new Invoke(access);
    gateway
        .register(LambdaApi.ADD_PERMISSION, new AddPermission(access))
        .register(LambdaApi.CREATE_FUNCTION, new CreateFunction(access, deadLetters))
        .register(LambdaApi.DELETE_FUNCTION, new DeleteFunction(access))
        .register(LambdaApi.GET_FUNCTION, new GetFunction(access))
        .register(LambdaApi.GET_FUNCTION_CONFIGURATION, new GetFunctionConfiguration(access))
        .register(LambdaApi.GET_POLICY, permissions::get)
        .register(LambdaApi.INVOKE, invoke)
        .register(LambdaApi.INVOKE_ASYNC, invoke::older)
        .register(LambdaApi.INVOKE_WITH_RESPONSE_STREAM, new InvokeStreamed(access))
        .register(LambdaApi.LIST_FUNCTIONS, new ListFunctions(access))
        .register(LambdaApi.LIST_VERSIONS_BY_FUNCTION, versions::list)
        .register(LambdaApi.PUBLISH_VERSION, versions::publish)
        .register(LambdaApi.REMOVE_PERMISSION, permissions::remove)
        .register(LambdaApi.UPDATE_FUNCTION_CODE, updates::code)
        .register(LambdaApi.UPDATE_FUNCTION_CONFIGURATION, updates::configuration);
  }

  private static void aliases(Aliases aliases, Gateway.Builder gateway) {
    gateway
        .register(LambdaApi.CREATE_ALIAS, aliases::create)
        .register(LambdaApi.DELETE_ALIAS, aliases::delete)
        .register(LambdaApi.GET_ALIAS, aliases::get)
        .register(LambdaApi.LIST_ALIASES, aliases::list)
        .register(LambdaApi.UPDATE_ALIAS, aliases::update);
  }

  private static void events(EventInvokeConfigs configs, Gateway.Builder gateway) {
    gateway
        .register(LambdaApi.DELETE_FUNCTION_EVENT_INVOKE_CONFIG, configs::delete)
        .register(LambdaApi.GET_FUNCTION_EVENT_INVOKE_CONFIG, configs::get)
        .register(LambdaApi.LIST_FUNCTION_EVENT_INVOKE_CONFIGS, configs::list)
        .register(LambdaApi.PUT_FUNCTION_EVENT_INVOKE_CONFIG, configs::put)
        .register(LambdaApi.UPDATE_FUNCTION_EVENT_INVOKE_CONFIG, configs::update);
  }

  private static void limits(Limits limits, Gateway.Builder gateway) {
    gateway
        .register(LambdaApi.DELETE_FUNCTION_CONCURRENCY, limits::delete)
        .register(LambdaApi.GET_ACCOUNT_SETTINGS, limits::account)
        .register(LambdaApi.GET_FUNCTION_CONCURRENCY, limits::get)
        .register(LambdaApi.PUT_FUNCTION_CONCURRENCY, limits::put);
  }

  private static void tags(Tagging tagging, Gateway.Builder gateway) {
    gateway
        .register(LambdaApi.LIST_TAGS, tagging::list)
        .register(LambdaApi.TAG_RESOURCE, tagging::tag)
        .register(LambdaApi.UNTAG_RESOURCE, tagging::untag);
  }

  private static void layers(
      LayerVersionsOf layers, LayerPolicies policies, Gateway.Builder gateway) {
    gateway
        .register(LambdaApi.ADD_LAYER_VERSION_PERMISSION, policies::add)
        .register(LambdaApi.DELETE_LAYER_VERSION, layers::delete)
        .register(LambdaApi.GET_LAYER_VERSION, layers::get)
        .register(LambdaApi.GET_LAYER_VERSION_BY_ARN, layers::getByArn)
        .register(LambdaApi.GET_LAYER_VERSION_POLICY, policies::get)
        .register(LambdaApi.LIST_LAYERS, layers::layers)
        .register(LambdaApi.LIST_LAYER_VERSIONS, layers::versions)
        .register(LambdaApi.PUBLISH_LAYER_VERSION, layers::publish)
        .register(LambdaApi.REMOVE_LAYER_VERSION_PERMISSION, policies::remove);
  }

  private static void settings(FunctionSettings settings, Gateway.Builder gateway) {
    gateway
        .register(LambdaApi.GET_FUNCTION_CODE_SIGNING_CONFIG, settings::codeSigning)
        .register(LambdaApi.GET_FUNCTION_RECURSION_CONFIG, settings::recursion)
        .register(LambdaApi.GET_RUNTIME_MANAGEMENT_CONFIG, settings::runtimeManagement)
        .register(LambdaApi.PUT_FUNCTION_RECURSION_CONFIG, settings::putRecursion)
        .register(LambdaApi.PUT_RUNTIME_MANAGEMENT_CONFIG, settings::putRuntimeManagement);
  }

  private static void urls(Urls urls, Gateway.Builder gateway) {
    gateway
        .register(LambdaApi.CREATE_FUNCTION_URL_CONFIG, urls::create)
        .register(LambdaApi.DELETE_FUNCTION_URL_CONFIG, urls::delete)
        .register(LambdaApi.GET_FUNCTION_URL_CONFIG, urls::get)
        .register(LambdaApi.LIST_FUNCTION_URL_CONFIGS, urls::list)
        .register(LambdaApi.UPDATE_FUNCTION_URL_CONFIG, urls::update);
  }

  private static void provisioned(ProvisionedConcurrency configs, Gateway.Builder gateway) {
    gateway
        .register(LambdaApi.DELETE_PROVISIONED_CONCURRENCY_CONFIG, configs::delete)
        .register(LambdaApi.GET_PROVISIONED_CONCURRENCY_CONFIG, configs::get)
        .register(LambdaApi.LIST_PROVISIONED_CONCURRENCY_CONFIGS, configs::list)
        .register(LambdaApi.PUT_PROVISIONED_CONCURRENCY_CONFIG, configs::put);
  }
}
