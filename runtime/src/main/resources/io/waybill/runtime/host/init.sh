#!/bin/sh
# The first process of an environment: init.sh MARK GROUP COMMAND...
#
# Starts what the server names on standard input, a line each: `runtime` for COMMAND, or an
# extension's path. Tells on standard error how each ended and what extensions write; all that the
# runtime writes goes to standard output, with MARK at its end.
# GROUP is `own` where it leads a process group that is nobody else's.
# What this shell itself has to say, such as that something was killed, is nobody's log.
exec 3>&2 2>/dev/null
# Where the host runs out of memory, functions go first.
echo 1000 >/proc/self/oom_score_adj
mark=$1 group=$2
shift 2
echo ready >&3
while read -r what; do
  if [ "$what" = runtime ]; then
    {
      (exec "$@" </dev/null 2>&1 3>&-)
      code=$?
      echo "$mark"
      echo "exit $code runtime" >&3
    } &
  else
    (
      unset AWS_EXECUTION_ENV AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME \
        AWS_XRAY_CONTEXT_MISSING AWS_XRAY_DAEMON_ADDRESS LAMBDA_RUNTIME_DIR LAMBDA_TASK_ROOT \
        _AWS_XRAY_DAEMON_ADDRESS _AWS_XRAY_DAEMON_PORT _HANDLER
      {
        (exec "$what" </dev/null 2>&1 3>&-)
        echo "exit $? $what" >&3
      } | while IFS= read -r line; do
        printf 'log %s %s\n' "${what##*/}" "$line" >&3
      done
    ) &
  fi
done
# The server is gone or wants no more of it.
[ "$group" = own ] && kill -9 0
