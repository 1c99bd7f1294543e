/** The database cannot be provided. The message is a sentence for the person who starts the server. */
export class DatabaseUnavailable extends Error {
  readonly code = 'database-unavailable';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DatabaseUnavailable';
  }
}
