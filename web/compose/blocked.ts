import type { TFunction } from 'i18next'
import type { Channel } from '../../src/http/api.ts'
import type { Draft } from './composer.tsx'

/** Why these drafts keep everything from being sent, naming their networks; empty when there are none. */
export function blockedBy(failing: readonly Draft[], channels: readonly Channel[], t: TFunction): string {
  if (failing.length === 0) return ''
  const names = failing.map(({ channelId }) => channels.find(({ id }) => id === channelId)?.networkLabel ?? '')
  return t('posts.blocked', { channels: names.join(', ') })
}
