package io.waybill.sqs.operations;

import io.waybill.engine.gateway.Gateway;
import io.waybill.sqs.api.SqsApi;

/// All operations of Amazon SQS.
public final class SqsOperations {
  private SqsOperations() {}

  public static void register(Queueing queueing, Gateway.Builder gateway) {
    gateway
        .register(SqsApi.ADD_PERMISSION, new AddPermission(queueing))
        .register(SqsApi.CANCEL_MESSAGE_MOVE_TASK, new CancelMessageMoveTask(queueing))
        .register(SqsApi.CHANGE_MESSAGE_VISIBILITY, new ChangeMessageVisibility(queueing))
        .register(
            SqsApi.CHANGE_MESSAGE_VISIBILITY_BATCH, new ChangeMessageVisibilityBatch(queueing))
        .register(SqsApi.CREATE_QUEUE, new CreateQueue(queueing))
        .register(SqsApi.DELETE_MESSAGE, new DeleteMessage(queueing))
        .register(SqsApi.DELETE_MESSAGE_BATCH, new DeleteMessageBatch(queueing))
        .register(SqsApi.DELETE_QUEUE, new DeleteQueue(queueing))
        .register(SqsApi.GET_QUEUE_ATTRIBUTES, new GetQueueAttributes(queueing))
        .register(SqsApi.GET_QUEUE_URL, new GetQueueUrl(queueing))
        .register(SqsApi.LIST_DEAD_LETTER_SOURCE_QUEUES, new ListDeadLetterSourceQueues(queueing))
        .register(SqsApi.LIST_MESSAGE_MOVE_TASKS, new ListMessageMoveTasks(queueing))
        .register(SqsApi.LIST_QUEUES, new ListQueues(queueing))
        .register(SqsApi.LIST_QUEUE_TAGS, new ListQueueTags(queueing))
        .register(SqsApi.PURGE_QUEUE, new PurgeQueue(queueing))
        .register(SqsApi.RECEIVE_MESSAGE, new ReceiveMessage(queueing))
        .register(SqsApi.REMOVE_PERMISSION, new RemovePermission(queueing))
        .register(SqsApi.SEND_MESSAGE, new SendMessage(queueing))
        .register(SqsApi.SEND_MESSAGE_BATCH, new SendMessageBatch(queueing))
        .register(SqsApi.SET_QUEUE_ATTRIBUTES, new SetQueueAttributes(queueing))
        .register(SqsApi.START_MESSAGE_MOVE_TASK, new StartMessageMoveTask(queueing))
        .register(SqsApi.TAG_QUEUE, new TagQueue(queueing))
        .register(SqsApi.UNTAG_QUEUE, new UntagQueue(queueing));
  }
}
