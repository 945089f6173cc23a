/**
 * Milliseconds of processor time that a piece of work takes in this process: unlike the time that goes by, it does not grow
 * with what else the machine does.
 */
export async function effort(work: () => unknown): Promise<number> {
  const began = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}
