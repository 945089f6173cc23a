import { z } from '@hono/zod-openapi'
import {
  endPreviewLink,
  listPreviewLinks,
  makePreviewLink,
  openPreviewLink,
  type PreviewFound,
  type PreviewLink,
  previewOverPage,
  resumePreviewLink,
} from '../../blog/index.ts'
import type { Context } from '../../context.ts'
import { inTurn } from '../../core/in-turn.ts'
import { neighbourhood } from '../../core/visitor.ts'
import { hostOf } from '../../team/index.ts'
import { answer, previewLinkMade, previewLinkMake, previewLinks } from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'
import { previewPolicy } from '../preview-policy.ts'
import { openTurnstile } from '../turnstile.ts'
import { visitorAddress } from '../visitor.ts'

/** Links to an article that is being written: who may write it makes them, sees them and ends them. */
export function previewLinkRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/articles/{id}/preview-links',
      needs: 'write',
      summary: 'Links by which somebody without an account reads the article; those that work',
      params: idParam,
      answer: previewLinks,
    },
    async (c) => ({ links: (await listPreviewLinks(context, c.actor, c.params.id)).map(view) }),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/articles/{id}/preview-links',
      needs: 'write',
      summary: 'Make such a link, for some days; its address is told this once',
      params: idParam,
      body: previewLinkMake,
      answer: previewLinkMade,
      status: 201,
      once: true,
    },
    async (c) => {
      const { link, address } = await makePreviewLink(context, c.actor, c.params.id, c.body.days)
      return { link: view(link), address }
    },
  )
  endRoutes(app, context)
}

function endRoutes(app: App, context: Context): void {
  const params = z.object({ id: z.uuid(), link: z.uuid() })
  operation(
    app,
    {
      method: 'delete',
      path: '/articles/{id}/preview-links/{link}',
      needs: 'write',
      summary: 'End a link before its time',
      params,
      answer,
    },
    async (c) => {
      await endPreviewLink(context, c.actor, c.params.id, c.params.link)
      return {}
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/articles/{id}/preview-links/{link}/resume',
      needs: 'write',
      summary: 'Undo ending a link, until the end that it has anyway',
      params,
      answer,
    },
    async (c) => {
      await resumePreviewLink(context, c.actor, c.params.id, c.params.link)
      return {}
    },
  )
}

const view = (link: PreviewLink) => ({
  id: link.id,
  by: link.by,
  madeAt: link.madeAt.toISOString(),
  endsAt: link.endsAt.toISOString(),
})

/** So many pages a minute for everybody at one place: each is laid out when it is asked for. */
const mostAMinute = 60

/** The page behind a preview link, for whoever has it: never kept, never listed, and no address of it told on. */
export function previewPages(app: App, context: Context): void {
  const turnstile = openTurnstile(context, mostAMinute)
  const inItsTurn = inTurn<PreviewFound>(2)
  app.get('/preview/:token{[A-Za-z0-9_-]{32}}', async (c) => {
    const { token } = c.req.param()
    for (const [name, value] of Object.entries(unseen)) c.header(name, value)
    if (turnstile.next(neighbourhood(visitorAddress(c.req.raw.headers)))) {
      c.header('retry-after', '60')
      return c.text(tooOften, 429)
    }
    const host = hostOf(c.req.header('host'))
    const found = await inItsTurn(`${host} ${token}`, () => openPreviewLink(context, token, host))
    c.header('content-security-policy', previewPolicy(typeof found === 'string' ? [] : found.frames))
    if (typeof found === 'string') return c.html(previewOverPage(), found === 'ended' ? 410 : 404)
    return c.html(found.page)
  })
}

const unseen = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow, noarchive',
}

const tooOften = `Terlalu banyak permintaan dari tempat Anda. Tunggu satu menit, lalu muat ulang.

Too many requests from where you are. Wait a minute, then reload.
`
