import { Delivery } from '../../../src/delivery/index.js';
import type { DeliveryOptions } from '../../../src/delivery/index.js';
import { openDoorbell } from '../../../src/platform/queue/index.js';
import type { Doorbell } from '../../../src/platform/queue/index.js';
import type { PostOffice } from '../../engine/support/post-office.js';
import type { Place } from '../../platform/queue/places.js';

/** So long that within a test nothing is ever found by looking. */
export const NEVER = 3_600_000;

export interface Delivering {
  readonly delivery: Delivery;
  readonly doorbell: Doorbell;
  /** As the application ends: what runs is finished, then the queue is closed. */
  stop(): Promise<void>;
}

/** A process of the product, as far as delivery is concerned. */
export async function deliver(
  office: PostOffice,
  place: Place,
  options: DeliveryOptions,
): Promise<Delivering> {
  const doorbell = await openDoorbell(place.options);
  const delivery = new Delivery(office.engine, doorbell, options);
  await delivery.start();
  return {
    delivery,
    doorbell,
    stop: async () => {
      await delivery.stop();
      await doorbell.close();
    },
  };
}
