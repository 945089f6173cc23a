import type { Hono } from 'hono'
import type { Stored } from './shapes.ts'
import type { World } from './world.ts'

/** Lists of them: https://www.reddit.com/dev/api#listings */
export function listingsAt(app: Hono, world: World): void {
  const { page, things, quiet, shown, listing } = world

  app.get('/user/sari/overview', (c) =>
    page(
      things.filter(({ author }) => author === 'sari'),
      new URL(c.req.url),
    ),
  )
  app.get('/message/inbox', (c) => {
    const answers = things.filter(({ author, name }) => author !== 'sari' && !quiet.has(name))
    return page(answers, new URL(c.req.url), (one) => {
      const { permalink, link_id: _none, ...data } = shown(one).data as Record<string, unknown>
      return { kind: 't1', data: { ...data, context: `${permalink}?context=3`, was_comment: true, type: 'post_reply' } }
    })
  })
  app.get('/comments/:id', (c) => {
    const post = things.find(({ name }) => name === `t3_${c.req.param('id')}`)
    if (!post) return Response.json({ message: 'Not Found', error: 404 }, { status: 404 })
    const under = (parent: Stored): object[] =>
      things
        .filter((one) => one.parent === parent.name)
        .map((one) => {
          const below = under(one)
          return shown(one, { replies: below.length > 0 ? listing(below) : '' })
        })
    return c.json([
      listing([shown(post)]),
      listing([...under(post), { kind: 'more', data: { count: 0, children: [] } }]),
    ])
  })
}
