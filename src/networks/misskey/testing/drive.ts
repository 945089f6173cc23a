import type { Hono } from 'hono'
import { refuse, type World } from './world.ts'

/** Takes files: https://misskey.io/api-doc#tag/drive/operation/drive___files___create */
export function driveAt(app: Hono, world: World): void {
  app.post('/api/drive/files/create', async (c) => {
    const form = await c.req.formData()
    const file = form.get('file')
    const comment = form.get('comment')
    if (!(file instanceof File)) return refuse(400, 'INVALID_PARAM', 'No file.')
    if (typeof comment === 'string' && [...comment].length > 512) return refuse(400, 'INVALID_PARAM', 'The comment.')
    const id = world.nextId()
    const kept = { id, mime: file.type, bytes: file.size, comment: typeof comment === 'string' ? comment : null }
    world.files.push({ ...kept, name: file.name })
    return c.json({ id, name: file.name, type: file.type, size: file.size })
  })
}
