import { constants, getPriority, setPriority } from 'node:os'
import { isMainThread } from 'node:worker_threads'

/**
 * Lets everything else on the machine go first: for a thread whose work no reader waits for. Only Linux knows a priority of a thread;
 * elsewhere it would be that of the whole process, and stays.
 * https://man7.org/linux/man-pages/man2/setpriority.2.html#NOTES
 */
export function giveWay(): void {
  if (isMainThread || process.platform !== 'linux') return
  const below = constants.priority.PRIORITY_BELOW_NORMAL
  if (getPriority(0) < below) setPriority(0, below)
}
