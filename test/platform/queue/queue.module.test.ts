import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { DOORBELL, QueueModule, installQueueSchema } from '../../../src/platform/queue/index.js';
import type { Doorbell } from '../../../src/platform/queue/index.js';
import { createTestDatabase } from '../../support/test-database.js';
import type { TestDatabase } from '../../support/test-database.js';

const schema = 'queue_of_module';

describe('the queue module', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    await installQueueSchema(database.ownerUrl, { schema, appRole: new URL(database.appUrl).username });
  });

  afterAll(() => database.drop());

  it('gives everyone the doorbell and closes it with the application', async () => {
    const settings = { useFactory: () => ({ databaseUrl: database.appUrl, schema }) };
    const application = await Test.createTestingModule({
      imports: [QueueModule.register(settings)],
    }).compile();
    const doorbell = application.get<Doorbell>(DOORBELL);
    expect(await doorbell.ring('outbox')).toBe(true);
    await application.close();
    expect(await doorbell.ring('outbox')).toBe(false);
  });
});
