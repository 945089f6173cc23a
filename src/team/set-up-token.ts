import { createHmac } from 'node:crypto'
import type { Config } from '../config.ts'

/**
 * What stands in the address that the start prints: whoever reaches a new installation from elsewhere first shows with it that it
 * is theirs. The same for every process and start, so that the printed address stays right.
 */
export function setUpToken(config: Pick<Config, 'secretKey'>): string {
  return createHmac('sha256', config.secretKey).update('first set-up').digest('base64url').slice(0, 22)
}
