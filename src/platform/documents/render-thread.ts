import { Worker } from 'node:worker_threads';

/** A document could not be set, or a chart not drawn: a fault of a template, never of what people wrote. */
export class DocumentFailed extends Error {
  readonly code = 'document-failed';
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  /** Ends the thread when it hangs. */
  readonly patience: NodeJS.Timeout;
}

/** The thread goes when nobody needed it for so long, with all the memory that setting documents takes. Milliseconds. */
const IDLE = 60_000;
/** Longest time for one document. Milliseconds. */
const PATIENCE = 60_000;

/** A thread that is begun when it is needed, and ends by itself. It keeps no program from ending. */
export class RenderThread {
  private worker: Worker | undefined;
  private idle: NodeJS.Timeout | undefined;
  private last = 0;
  private readonly waiting = new Map<number, Waiting>();

  /** @param given what the thread is told when it begins */
  constructor(
    private readonly file: URL,
    private readonly given: () => object,
  ) {}

  /** Throws DocumentFailed. */
  ask(job: string, given: object): Promise<unknown> {
    const id = ++this.last;
    const worker = (this.worker ??= this.begin());
    worker.ref();
    clearTimeout(this.idle);
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => {
        this.settle({ id, error: 'It took too long.' });
        void worker.terminate();
      }, PATIENCE);
      this.waiting.set(id, { resolve, reject, patience });
      worker.postMessage({ id, job, ...given });
    });
  }

  /** Ends the thread, if there is one. What it was doing fails; what comes later begins another. */
  async end(): Promise<void> {
    await this.worker?.terminate();
  }

  private begin(): Worker {
    const worker = new Worker(this.file, { workerData: this.given(), execArgv: [] });
    const gone = (why: string): void => {
      if (this.worker === worker) this.worker = undefined;
      for (const id of [...this.waiting.keys()]) this.settle({ id, error: why });
    };
    worker.on('message', (answer: Answer) => this.settle(answer));
    worker.on('error', (error) => gone(error.message));
    worker.on('exit', () => gone('The thread ended.'));
    return worker;
  }

  private settle({ id, result, error }: Answer): void {
    const waiter = this.waiting.get(id);
    if (!waiter) return;
    this.waiting.delete(id);
    clearTimeout(waiter.patience);
    if (this.waiting.size === 0) this.rest();
    if (error === undefined) waiter.resolve(result);
    else waiter.reject(new DocumentFailed(error));
  }

  private rest(): void {
    const worker = this.worker;
    worker?.unref();
    clearTimeout(this.idle);
    this.idle = setTimeout(() => void worker?.terminate(), IDLE).unref();
  }
}
