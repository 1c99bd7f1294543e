import type { Tx } from '../../platform/database/unit-of-work.js';

type Kept = Map<string, Promise<unknown>>;
/** By transaction, and within it by principal: a transaction may act as the system for a while, which sees more. */
const kept = new WeakMap<Tx, WeakMap<Tx['principal'], Kept>>();

/**
 * Reads something once in a transaction and as one principal, however many figures are made of it: figures are computed from
 * one picture of the records, and nothing is written between.
 */
export function once<T>(tx: Tx, key: string, read: () => Promise<T>): Promise<T> {
  const ofTransaction = kept.get(tx) ?? new WeakMap<Tx['principal'], Kept>();
  kept.set(tx, ofTransaction);
  const ofPrincipal = ofTransaction.get(tx.principal) ?? new Map<string, Promise<unknown>>();
  ofTransaction.set(tx.principal, ofPrincipal);
  const found = ofPrincipal.get(key) ?? read();
  ofPrincipal.set(key, found);
  return found as Promise<T>;
}
