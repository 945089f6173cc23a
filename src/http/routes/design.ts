import { draftLegalPages, pagesToLinkTo, previewTheme } from '../../blog/index.ts'
import type { Actor, Context } from '../../context.ts'
import { inWorkspace } from '../../db/client.ts'
import { headTagText, readDesign, saveDesign, themes, usualMenu } from '../../themes/index.ts'
import type * as api from '../api.ts'
import { design, designChoice, legalDrafts } from '../api.ts'
import { type App, operation } from '../operation.ts'
import { needing } from '../permits.ts'
import { previewPolicy } from '../preview-policy.ts'

/** How the blog is drawn: its theme, menu, foot, and the pages that the law asks for. */
export function designRoutes(app: App, context: Context): void {
  operation(
    app,
    { method: 'get', path: '/design', needs: 'read', summary: 'How the blog is drawn', answer: design },
    (c) => viewDesign(context, c.actor),
  )
  operation(
    app,
    {
      method: 'put',
      path: '/design',
      needs: 'brand',
      summary: 'Choose how the blog is drawn',
      body: designChoice,
      answer: design,
    },
    async (c) => {
      await saveDesign(context, c.actor, c.body)
      return viewDesign(context, c.actor)
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/design/legal',
      needs: 'brand',
      summary: 'Draft an imprint and a privacy page; what is there already stays',
      answer: legalDrafts,
    },
    async (c) => ({ drafts: await draftLegalPages(context, c.actor) }),
  )
  app.get('/design/preview', needing('read'), async (c) => {
    c.header('content-security-policy', previewPolicy())
    return c.html(await previewTheme(context, c.get('actor'), c.req.query('theme') ?? ''))
  })
}

async function viewDesign(context: Context, { workspaceId }: Actor): Promise<api.Design> {
  const { chosen, pages } = await inWorkspace(context.db, workspaceId, async (tx) => ({
    chosen: await readDesign(tx, workspaceId),
    pages: await pagesToLinkTo(tx, workspaceId),
  }))
  const { theme, menu, footer, head, icon } = chosen
  return {
    theme,
    icon,
    menu: menu && [...menu],
    footer: { words: footer.words, links: [...footer.links] },
    head: head.map(headTagText).join('\n'),
    themes: themes.map(({ id, name, about }) => ({ id, name, about })),
    usualMenu: [...usualMenu],
    pages,
  }
}
