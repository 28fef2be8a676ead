# What these examples share: sourced, not run.
source "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
cd "$(dirname "${BASH_SOURCE[0]}")"
export AWS_DEFAULT_REGION=eu-west-1 AWS_REGION=eu-west-1
role=arn:aws:iam::$account:role/lambda
build=${ORDERS_BUILD:-build}

# Fetches what the handlers import, once.
fetch() {
  [ -d node_modules ] || npm ci --no-audit --no-fund --loglevel=error > /dev/null
}

# Makes the package of handler $1: one file with all that it imports, as CDK's NodejsFunction does.
package() {
  mkdir -p "$build"
  node_modules/.bin/esbuild "lambdas/$1.ts" --bundle --platform=node --target=node16 \
    --log-level=error --outfile="$build/$1/index.js"
  rm -f "$build/$1.zip"
  python3 -m zipfile -c "$build/$1.zip" "$build/$1/index.js"
}

# Creates function $1 of the handler $2, with what else is given.
make_function() {
  local name=$1 handler=$2
  shift 2
  package "$handler"
  aws lambda create-function --function-name "$name" --runtime nodejs16.x --architectures arm64 \
    --handler index.handler --role "$role" --timeout 10 --memory-size 128 \
    --zip-file "fileb://$build/$handler.zip" "$@" > /dev/null
  aws lambda wait function-active-v2 --function-name "$name"
}

# All that function $1 has logged, one line each: its stream and the message.
logged() {
  aws logs filter-log-events --log-group-name "/aws/lambda/$1" --output text \
    --query 'events[].[logStreamName,message]' 2> /dev/null || true
}

# Waits until function $1 has logged $2 for the $3rd time; fails the example after $4 seconds (90).
await_log() {
  local until=$((SECONDS + ${4:-90}))
  while [ "$(logged "$1" | grep -c "$2")" -lt "$3" ]; do
    [ $SECONDS -lt $until ] || { printf '  %s did not log %s\n' "$1" "$2" >&2; logged "$1" >&2; exit 1; }
    sleep 1
  done
}
