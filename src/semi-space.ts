import { setFlagsFromString } from 'node:v8'

/**
 * Keeps V8's space for new objects as small as it begins, until the answer is called. A start makes much that is dropped
 * right away, for which V8 lets that space grow to some 50 MB, and an idle program never gets them back.
 * V8 reads this setting at every collection, so that it may be changed while it runs.
 */
export function keepSemiSpaceSmall(): () => void {
  setFlagsFromString('--semi-space-growth-factor=1')
  return () => setFlagsFromString('--semi-space-growth-factor=2')
}
