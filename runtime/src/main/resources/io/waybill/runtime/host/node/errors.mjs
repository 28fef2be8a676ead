// What is told of an error, to the Runtime API and in the log.
export function told(error) {
  if (error instanceof Error) {
    return { errorType: error.name, errorMessage: error.message, trace: (error.stack || '').split('\n') };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

// Why a handler could not be had, by the name that Lambda gives it.
export class LoadError extends Error {
  constructor(name, message) {
    super(message);
    Object.defineProperty(this, 'name', { value: name }); // not among the fields that are shown
  }
}
