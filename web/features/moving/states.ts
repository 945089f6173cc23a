import type { ImportItem, ImportRun } from '../../../src/http/api.ts'
import type { Tone } from '../../ui/parts.tsx'

/** How an import's state looks in a list. */
export const stateTones: Readonly<Record<ImportRun['state'], Tone>> = {
  reading: 'waiting',
  converting: 'waiting',
  ready: 'needs',
  running: 'waiting',
  done: 'fine',
  undoing: 'waiting',
  undone: 'plain',
  failed: 'failed',
}

/** How an item's outcome looks. */
export const itemTones: Readonly<Record<ImportItem['state'], Tone>> = {
  found: 'plain',
  converted: 'plain',
  imported: 'fine',
  updated: 'fine',
  same: 'plain',
  edited: 'plain',
  skipped: 'needs',
}
