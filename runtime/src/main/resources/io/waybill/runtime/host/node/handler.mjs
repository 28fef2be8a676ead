// Finds a function's handler.
import fs from 'node:fs';
import path from 'node:path';
import * as modules from 'node:module';
import { pathToFileURL } from 'node:url';
import { LoadError } from './errors.mjs';
import { env } from './settings.mjs';

const root = env.LAMBDA_TASK_ROOT;

async function module(file) {
  const base = path.resolve(root, file);
  for (const ending of ['', '.js', '.mjs', '.cjs']) {
    const full = base + ending;
    if (!fs.existsSync(full) || fs.statSync(full).isDirectory()) continue;
    return full.endsWith('.cjs') ? modules.createRequire(full)(full) : import(pathToFileURL(full).href);
  }
  throw new LoadError('Runtime.ImportModuleError', `Error: Cannot find module '${file}'\nRequire stack:\n- /var/runtime/index.mjs`);
}

// AWS, since Node.js 18: ES modules are found by NODE_PATH too, which Node.js itself asks for
// CommonJS alone. Hooks take their time to start, so only functions with such a layer have them.
function findModulesOfLayers() {
  const own = path.join('/', 'node_modules');
  const folders = (env.NODE_PATH ?? '').split(':').filter((each) => each.endsWith(own) && fs.existsSync(each));
  if (folders.length === 0) return;
  const parents = folders.map((each) => pathToFileURL(each.slice(0, -own.length) + '/').href);
  const source = `
    const parents = ${JSON.stringify(parents)};
    export async function resolve(name, context, next) {
      try {
        return await next(name, context);
      } catch (problem) {
        if (problem.code !== 'ERR_MODULE_NOT_FOUND' || /^[./]|^[a-z]+:/.test(name)) throw problem;
        for (const parentURL of parents) {
          try {
            return await next(name, { ...context, parentURL });
          } catch (absent) {
            if (absent.code !== 'ERR_MODULE_NOT_FOUND') throw absent;
          }
        }
        throw problem;
      }
    }`;
  modules.register?.('data:text/javascript,' + encodeURIComponent(source));
}

// The handler that `name` names, such as `index.handler`.
export async function load(name) {
  const slash = name.lastIndexOf('/') + 1;
  const dot = name.indexOf('.', slash);
  if (dot < 0) throw new LoadError('Runtime.MalformedHandlerName', 'Bad handler');
  let loaded;
  findModulesOfLayers();
  try {
    loaded = await module(name.slice(0, dot));
  } catch (error) {
    if (error instanceof SyntaxError) throw new LoadError('Runtime.UserCodeSyntaxError', String(error));
    if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') {
      const stack = error.message.includes('Require stack:') ? '\n- /var/runtime/index.mjs' : '';
      throw new LoadError('Runtime.ImportModuleError', `Error: ${error.message}${stack}`);
    }
    throw error;
  }
  const find = (from) => name.slice(dot + 1).split('.').reduce((at, part) => at?.[part], from);
  const handler = find(loaded) ?? find(loaded.default);
  if (handler === undefined) throw new LoadError('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  if (typeof handler !== 'function') throw new LoadError('Runtime.HandlerNotFound', `${name} is not a function`);
  return handler;
}
