import type { Hono } from 'hono'
import type { World } from './world.ts'

/** What a community says of itself: https://www.reddit.com/dev/api#section_subreddits */
export function communityAt(app: Hono, world: World): void {
  const { about, forbidden, listing } = world

  app.get('/r/:name/about', (c) => {
    if (about.closed) return forbidden({ reason: 'private' })
    // Nobody has this name: the search answers, with nothing.
    if (!/^(kopi|u_sari)$/i.test(c.req.param('name'))) return c.json(listing([]))
    const data = {
      display_name: c.req.param('name'),
      public_description: 'Tentang kopi',
      subscribers: 1234,
      over18: false,
      submission_type: 'any',
      user_is_moderator: about.moderator,
    }
    return c.json({ kind: 't5', data })
  })
  app.get('/r/:name/about/rules', (c) =>
    c.json({
      rules: [
        { kind: 'all', short_name: 'Sopan', description: 'Jangan promosi lebih dari sekali seminggu.', priority: 0 },
      ],
      site_rules: [],
    }),
  )
  app.get('/api/v1/:name/post_requirements', (c) =>
    c.json({ is_flair_required: about.flair, title_text_max_length: about.titleLength, body_text_max_length: null }),
  )
  app.get('/r/:name/api/link_flair_v2', (c) => {
    if (!about.flair) return forbidden()
    const flair = (id: string, text: string, mod_only: boolean) => ({
      id,
      text,
      mod_only,
      text_editable: false,
      type: 'text',
    })
    return c.json([flair('f-1', 'Resep', false), flair('f-2', 'Pengumuman', true)])
  })
}
