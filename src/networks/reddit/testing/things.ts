import type { Hono } from 'hono'
import { fakeNow } from '../../testing/fake.ts'
import type { World } from './world.ts'

/** Posts and comments, made, changed and moderated: https://www.reddit.com/dev/api#section_links_and_comments */
export function thingsAt(app: Hono, world: World): void {
  const { about, keep, linkOf, idOf, things, shown, forbidden, listing } = world

  const errors = (error: readonly string[], ratelimit?: number) =>
    Response.json({ json: { errors: [error], ...(ratelimit === undefined ? {} : { ratelimit }) } })
  const refused = () => {
    const now = world.refusal
    world.refusal = undefined
    return now && errors(now.error, now.ratelimit)
  }
  app.post('/api/submit', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()))
    if (form.api_type !== 'json' || !form.sr) throw new Error('not as documented')
    const no = refused()
    if (no) return no
    if (!form.title?.trim()) return errors(['NO_TEXT', 'we need something here', 'title'])
    if ([...form.title].length > about.titleLength) return errors(['TOO_LONG', 'this is too long (max: 300)', 'title'])
    if (about.flair && !form.flair_id)
      return errors(['SUBMIT_VALIDATION_FLAIR_REQUIRED', 'Your post must contain post flair.', 'flair'])
    if (form.kind === 'link' && !URL.canParse(form.url ?? '')) return errors(['NO_URL', 'a url is required', 'url'])
    const stored = keep({
      author: 'sari',
      at: fakeNow.getTime() / 1000,
      text: form.text ?? '',
      title: form.title,
      ...(form.kind === 'link' ? { url: form.url ?? '' } : {}),
      form,
    })
    const data = {
      url: `https://www.reddit.com${linkOf(stored)}`,
      drafts_count: 0,
      id: idOf(stored),
      name: stored.name,
    }
    return c.json({ json: { errors: [], data } })
  })
  app.post('/api/comment', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()))
    const no = refused()
    if (no) return no
    if (!form.text) return errors(['NO_TEXT', 'we need something here', 'text'])
    const parent = things.find(({ name }) => name === form.thing_id)
    if (!parent) return errors(['DELETED_COMMENT', 'that comment has been deleted', 'parent'])
    const stored = keep({ author: 'sari', at: fakeNow.getTime() / 1000, text: form.text, parent: parent.name, form })
    return c.json({ json: { errors: [], data: { things: [shown(stored)] } } })
  })
  app.post('/api/del', async (c) => {
    const form = new URLSearchParams(await c.req.text())
    const at = things.findIndex(({ name, author }) => name === form.get('id') && author === 'sari')
    if (at >= 0) things.splice(at, 1)
    return c.json({})
  })
  app.post('/api/editusertext', async (c) => {
    const form = new URLSearchParams(await c.req.text())
    const found = things.find(({ name, author }) => name === form.get('thing_id') && author === 'sari')
    if (!found || found.url) return forbidden()
    found.text = form.get('text') ?? ''
    return c.json({ json: { errors: [], data: { things: [shown(found)] } } })
  })
  for (const what of ['approve', 'remove'] as const) {
    app.post(`/api/${what}`, async (c) => {
      const form = new URLSearchParams(await c.req.text())
      const found = things.find(({ name }) => name === form.get('id'))
      if (!about.moderator || !found) return forbidden()
      if (what === 'approve') delete found.removed
      else found.removed = form.get('spam') === 'true' ? 'spam' : 'removed'
      return c.json({})
    })
  }
  app.get('/api/info', (c) => {
    const ids = (c.req.query('id') ?? '').split(',')
    return c.json(listing(things.filter(({ name }) => ids.includes(name)).map((one) => shown(one))))
  })
}
