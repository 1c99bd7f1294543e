/** A database that is ready for migrations and for the application. */
export interface DatabaseUrls {
  /** Login that owns the tables. Only for migrations and the operator's commands. */
  readonly owner: string;
  /** Login that row-level security binds. */
  readonly app: string;
  /** In words for the person who starts the server; without passwords. */
  readonly where: string;
  /** Ends what was started for this process. Call it last, after every connection is closed. */
  stop(): Promise<void>;
}
