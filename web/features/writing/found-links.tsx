import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article, ArticleFound } from '../../../src/http/api.ts'

type Named = ArticleFound['related'][number]

/** Articles by name, each opened from here, with what can be done with it beside. */
function Names({ articles, beside }: { articles: readonly Named[]; beside?: (one: Named) => ReactNode }) {
  const { t } = useTranslation()
  return (
    <ul className="list">
      {articles.map((one) => (
        <li key={one.id} className="row apart found-row">
          <Link to="/writing/$articleId" params={{ articleId: one.id }} className="reading clip">
            {one.title || t('writing.untitled')}
          </Link>
          {beside?.(one)}
        </li>
      ))}
    </ul>
  )
}

/** What readers come from, and what they could come from. */
export function LinksIn({ article, found }: { article: Article; found: ArticleFound }) {
  const { t } = useTranslation()
  const { linkedFrom, linkedFromAll, couldLink } = found
  // A draft is led to by nobody: that is no news.
  if (article.state !== 'published' && linkedFromAll === 0) return null
  const more = linkedFromAll - linkedFrom.length
  return (
    <section className="stack tight" aria-labelledby="found-links">
      <h3 id="found-links">{t('found.linkedFrom')}</h3>
      {linkedFromAll === 0 ? <p className="quiet">{t('found.linkedFromNone')}</p> : <Names articles={linkedFrom} />}
      {more > 0 && <p className="small quiet">{t('found.linkedFromMore', { count: more })}</p>}
      {couldLink.length > 0 && (
        <>
          <h4 className="medium found-sub">{t('found.couldLink')}</h4>
          <p className="small quiet">{t('found.couldLinkMeans')}</p>
          <Names articles={couldLink} />
        </>
      )}
    </section>
  )
}

/** Articles like this one, each ready to be linked where the cursor is. */
export function Related({
  found: { related },
  onInsert,
}: {
  found: ArticleFound
  onInsert(words: string, href: string): void
}) {
  const { t } = useTranslation()
  if (related.length === 0) return null
  return (
    <section className="stack tight" aria-labelledby="found-related">
      <h3 id="found-related">{t('found.related')}</h3>
      <Names
        articles={related}
        beside={(one) => (
          <Button
            variant="subtle"
            size="compact-sm"
            style={{ flex: 'none' }}
            onClick={() => onInsert(one.title, new URL(one.permalink).pathname)}
          >
            {t('found.insert')}
            <span className="hidden-but-read">: {one.title}</span>
          </Button>
        )}
      />
    </section>
  )
}
