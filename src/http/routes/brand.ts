import { z } from '@hono/zod-openapi'
import { previewBrand } from '../../blog/index.ts'
import { readBrandKit, saveBrandKit } from '../../brand/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../core/problem.ts'
import { withoutRefused } from '../../core/text/foreign.ts'
import { inWorkspace } from '../../db/client.ts'
import { addPicture, describePicture, largestUpload } from '../../media/index.ts'
import { brandKit, media, mediaChange } from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'
import { needing } from '../permits.ts'
import { previewPolicy } from '../preview-policy.ts'
import { viewMedia } from '../views.ts'

/** A kit as it is being typed: what is not whole yet is shown as if it were not there. */
const previewed = brandKit.extend({
  name: brandKit.shape.name.or(z.literal('')).catch(''),
  productSite: brandKit.shape.productSite.catch(''),
  logo: z.uuid().nullable().catch(null),
})
const notShown = {
  id: 'Pratinjau ini tidak dapat ditampilkan. Periksa warna dan bahasanya.',
  en: 'This preview can’t be shown. Check its colours and its language.',
}

/** Who is speaking, and the pictures of the workspace. */
export function brandRoutes(app: App, context: Context): void {
  operation(
    app,
    { method: 'get', path: '/brand', needs: 'read', summary: 'The brand kit', answer: brandKit },
    async (c) => {
      const { workspaceId } = c.actor
      const kit = await inWorkspace(context.db, workspaceId, (tx) => readBrandKit(tx, workspaceId))
      if (!kit) throw new Problem('gone', { id: 'Merek belum diberi nama.', en: 'The brand has not been named yet.' })
      return kit
    },
  )

  operation(
    app,
    {
      method: 'put',
      path: '/brand',
      needs: 'brand',
      summary: 'Name the brand, or change it',
      body: brandKit,
      answer: brandKit,
    },
    (c) => saveBrandKit(context, c.actor, c.body),
  )

  previewRoute(app, context)

  app.post('/media', needing('compose'), async (c) => {
    const length = Number(c.req.header('content-length') ?? 0)
    if (length > largestUpload + 1024 * 1024) throw tooBig()
    const form = await c.req.formData().catch(() => undefined)
    const file = form?.get('file')
    if (!(file instanceof File)) throw noFile()
    // No JSON, so that the border (http/input.ts) has not seen it.
    const alt = withoutRefused(String(form?.get('alt') ?? '')).slice(0, 2000)
    const row = await addPicture(context, c.get('actor'), {
      bytes: new Uint8Array(await file.arrayBuffer()),
      name: withoutRefused(file.name).slice(0, 200),
      alt,
    })
    return c.json(viewMedia(row), 201)
  })

  operation(
    app,
    {
      method: 'patch',
      path: '/media/{id}',
      needs: 'compose',
      summary: 'Say what a picture shows',
      params: idParam,
      body: mediaChange,
      answer: media,
    },
    async (c) => {
      return viewMedia(await describePicture(context, c.actor, c.params.id, c.body.alt))
    },
  )
}

function tooBig(): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Berkas ini terlalu besar. Paling besar 20 MB: kecilkan gambarnya, lalu unggah lagi.',
      en: 'This file is too big. The limit is 20 MB: make the picture smaller and upload it again.',
    },
    { field: 'file' },
  )
}

function noFile(): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Tidak ada berkas yang sampai. Pilih gambarnya sekali lagi.',
      en: 'No file arrived. Choose the picture again.',
    },
    { field: 'file' },
  )
}

/** The blog's page with a kit that is being typed, for a frame. */
function previewRoute(app: App, context: Context): void {
  app.get('/brand/preview', needing('read'), async (c) => {
    const typed = previewed.safeParse(c.req.query())
    if (!typed.success) throw new Problem('wrong-input', notShown)
    c.header('content-security-policy', previewPolicy())
    return c.html(await previewBrand(context, c.get('actor'), typed.data))
  })
}
