/**
 * The outcome of a promise, or `otherwise` when it fails or is not there after so many milliseconds. The promise
 * itself goes on: nothing that is sent to a queue can be called back.
 */
export async function within<T>(milliseconds: number, work: Promise<T>, otherwise: T): Promise<T> {
  let alarm: NodeJS.Timeout | undefined;
  const enough = new Promise<T>((resolve) => {
    alarm = setTimeout(() => resolve(otherwise), milliseconds);
  });
  try {
    return await Promise.race([work.catch(() => otherwise), enough]);
  } finally {
    clearTimeout(alarm);
  }
}
