import { expect, test } from 'vitest'
import type { Limits } from '../../src/http/api.ts'
import { previewForm } from './preview-form.ts'

const limits = (length: number | null, more: Partial<Limits> = {}) => ({ length, ...more }) as Limits

test.for([
  [limits(300), {}, 'note'],
  [limits(1000), undefined, 'note'],
  [limits(1001), {}, 'page'],
  [limits(null), {}, 'page'],
  [limits(2200, { needs: ['picture', 'video'] }), {}, 'picture'],
  [limits(100, { needs: ['video'] }), {}, 'note'],
  [limits(300), { title: 'Judul' }, 'article'],
  [limits(null), { html: '<p>' }, 'article'],
] as const)('%j %j: %s', ([of, first, form]) => {
  expect(previewForm(of, first)).toBe(form)
})
