import { expect, it } from 'vitest'
import { freshId } from './ids.ts'

// RFC 9562, 5.4: https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-4
it('makes UUIDs of version 4, each another one', () => {
  const ids = Array.from({ length: 500 }, freshId)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(ids).size).toBe(500)
})
