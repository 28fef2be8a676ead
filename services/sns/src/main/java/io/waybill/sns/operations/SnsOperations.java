package io.waybill.sns.operations;

import io.waybill.engine.gateway.Gateway;
import io.waybill.sns.api.SnsApi;

/// All operations of Amazon SNS.
public final class SnsOperations {
  private SnsOperations() {}

  public static void register(Access access, boolean smsSandbox, Gateway.Builder gateway) {
    gateway
        .register(SnsApi.ADD_PERMISSION, new AddPermission(access))
        .register(
            SnsApi.CHECK_IF_PHONE_NUMBER_IS_OPTED_OUT, new CheckIfPhoneNumberIsOptedOut(access))
        .registerOpen(SnsApi.CONFIRM_SUBSCRIPTION, new ConfirmSubscription(access))
        .register(SnsApi.CREATE_PLATFORM_APPLICATION, new CreatePlatformApplication(access))
        .register(SnsApi.CREATE_PLATFORM_ENDPOINT, new CreatePlatformEndpoint(access))
        .register(SnsApi.CREATE_SMS_SANDBOX_PHONE_NUMBER, new CreateSMSSandboxPhoneNumber(access))
        .register(SnsApi.CREATE_TOPIC, new CreateTopic(access))
        .register(SnsApi.DELETE_ENDPOINT, new DeleteEndpoint(access))
        .register(SnsApi.DELETE_PLATFORM_APPLICATION, new DeletePlatformApplication(access))
        .register(SnsApi.DELETE_SMS_SANDBOX_PHONE_NUMBER, new DeleteSMSSandboxPhoneNumber(access))
        .register(SnsApi.DELETE_TOPIC, new DeleteTopic(access))
        .register(SnsApi.GET_DATA_PROTECTION_POLICY, new GetDataProtectionPolicy(access))
        .register(SnsApi.GET_ENDPOINT_ATTRIBUTES, new GetEndpointAttributes(access))
        .register(
            SnsApi.GET_PLATFORM_APPLICATION_ATTRIBUTES,
            new GetPlatformApplicationAttributes(access))
        .register(SnsApi.GET_SMS_ATTRIBUTES, new GetSMSAttributes(access))
        .register(SnsApi.GET_SMS_SANDBOX_ACCOUNT_STATUS, new GetSMSSandboxAccountStatus(smsSandbox))
        .register(SnsApi.GET_SUBSCRIPTION_ATTRIBUTES, new GetSubscriptionAttributes(access))
        .register(SnsApi.GET_TOPIC_ATTRIBUTES, new GetTopicAttributes(access))
        .register(
            SnsApi.LIST_ENDPOINTS_BY_PLATFORM_APPLICATION,
            new ListEndpointsByPlatformApplication(access))
        .register(SnsApi.LIST_ORIGINATION_NUMBERS, new ListOriginationNumbers())
        .register(SnsApi.LIST_PHONE_NUMBERS_OPTED_OUT, new ListPhoneNumbersOptedOut(access))
        .register(SnsApi.LIST_PLATFORM_APPLICATIONS, new ListPlatformApplications(access))
        .register(SnsApi.LIST_SMS_SANDBOX_PHONE_NUMBERS, new ListSMSSandboxPhoneNumbers(access))
        .register(SnsApi.LIST_SUBSCRIPTIONS, new ListSubscriptions(access))
        .register(SnsApi.LIST_SUBSCRIPTIONS_BY_TOPIC, new ListSubscriptionsByTopic(access))
        .register(SnsApi.LIST_TAGS_FOR_RESOURCE, new ListTagsForResource(access))
        .register(SnsApi.LIST_TOPICS, new ListTopics(access))
        .register(SnsApi.OPT_IN_PHONE_NUMBER, new OptInPhoneNumber(access))
        .register(SnsApi.PUBLISH, new Publish(access))
        .register(SnsApi.PUBLISH_BATCH, new PublishBatch(access))
        .register(SnsApi.PUT_DATA_PROTECTION_POLICY, new PutDataProtectionPolicy(access))
        .register(SnsApi.REMOVE_PERMISSION, new RemovePermission(access))
        .register(SnsApi.SET_ENDPOINT_ATTRIBUTES, new SetEndpointAttributes(access))
        .register(
            SnsApi.SET_PLATFORM_APPLICATION_ATTRIBUTES,
            new SetPlatformApplicationAttributes(access))
        .register(SnsApi.SET_SMS_ATTRIBUTES, new SetSMSAttributes(access))
        .register(SnsApi.SET_SUBSCRIPTION_ATTRIBUTES, new SetSubscriptionAttributes(access))
        .register(SnsApi.SET_TOPIC_ATTRIBUTES, new SetTopicAttributes(access))
        .register(SnsApi.SUBSCRIBE, new Subscribe(access))
        .register(SnsApi.TAG_RESOURCE, new TagResource(access))
        .registerOpen(SnsApi.UNSUBSCRIBE, new Unsubscribe(access))
        .register(SnsApi.UNTAG_RESOURCE, new UntagResource(access))
        .register(SnsApi.VERIFY_SMS_SANDBOX_PHONE_NUMBER, new VerifySMSSandboxPhoneNumber(access));
  }
}
