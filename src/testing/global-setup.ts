/** Runs once before all tests. The template database is made on first use (see template.ts). */
export default async function setup(): Promise<() => Promise<void>> {
  return async () => {
    const { stopTestServers } = await import('./template.ts')
    await stopTestServers()
  }
}
