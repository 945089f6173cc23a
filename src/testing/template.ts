const stops = new Set<() => Promise<void>>()

/** Registers what must end when all tests are done. */
export function endWithTests(stop: () => Promise<void>): void {
  stops.add(stop)
}

/** Ends the servers that tests started. */
export async function stopTestServers(): Promise<void> {
  await Promise.all([...stops].map((stop) => stop()))
  stops.clear()
}
