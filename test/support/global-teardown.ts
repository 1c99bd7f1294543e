/** Ends what the global set-up started; leaves a server alone that another run of the tests still uses. */
export default async function globalTeardown(): Promise<void> {
  await (globalThis as { closeTestServer?: () => Promise<void> }).closeTestServer?.();
}
