// What the server tells a bootstrap in its variables. Those that are the bootstrap's own are not
// shown to the function.
export const API = '/2018-06-01/runtime/';
export const env = process.env;
export const [host, port] = env.AWS_LAMBDA_RUNTIME_API.split(':');
export const mark = env.WAYBILL_END_OF_LOG;
// The server's own address, and behind a blank a socket for the same where there is one.
export const [served, socket] = (env.WAYBILL_RUNTIME_API ?? '').split(/ (.*)/s);
delete env.WAYBILL_END_OF_LOG;
delete env.WAYBILL_RUNTIME_API;
delete env.WAYBILL_LAYERS;
