import './tools.css'
import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article, ArticleFound } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import { Addresses } from './found-addresses.tsx'
import { Card } from './found-card.tsx'
import { LinksIn, Related } from './found-links.tsx'
import type { Saver } from './saver.ts'

/**
 * What wide screens show, as measured; Google itself names no limit, and says that it shortens to what fits:
 * https://developers.google.com/search/docs/appearance/title-link
 */
const most = { titlePixels: 600, descriptionLetters: 160 }
const source = 'https://developers.google.com/search/docs/appearance/snippet'

/** How wide a title is in the face in which results are set. */
function widthOf(text: string): number {
  const drawing = document.createElement('canvas').getContext('2d')
  if (!drawing) return 0
  drawing.font = '20px arial, sans-serif'
  return Math.round(drawing.measureText(text).width)
}

/** As a search shows it. */
function Result({ article, found }: { article: Article; found: ArticleFound }) {
  const { t } = useTranslation()
  return (
    <section className="stack tight" aria-labelledby="found-result">
      <h3 id="found-result">{t('found.result')}</h3>
      <div className="found-result">
        <span className="small quiet clip">{found.canonical.replace(/^https?:\/\//, '').replaceAll('/', ' › ')}</span>
        <span className="found-title clip">
          {article.title || t('writing.untitled')} · {found.site}
        </span>
        <span className="medium clip2">{found.description}</span>
      </div>
      <p className="small quiet">
        {t('found.resultMeans')}{' '}
        <a href={source} target="_blank" rel="noreferrer">
          {t('found.source')}
        </a>
      </p>
    </section>
  )
}

/** What a person may want to change: facts, no score. */
function useNotes(article: Article, found: ArticleFound | undefined): string[] {
  const { t } = useTranslation()
  return useMemo(() => {
    if (!found) return []
    const note = article.kind === 'note'
    const width = widthOf(`${article.title} · ${found.site}`)
    const letters = found.description.length
    return [
      !note && !article.title.trim() && t('found.note.noTitle'),
      !article.summary.trim() && t('found.note.noSummary'),
      width > most.titlePixels && t('found.note.longTitle', { width, most: most.titlePixels }),
      letters > most.descriptionLetters &&
        t('found.note.longSummary', { width: letters, most: most.descriptionLetters }),
      !note && !article.picture && t('found.note.noPicture'),
      article.kind === 'article' && found.leadsTo.length === 0 && t('found.note.noLinks'),
    ].filter((one) => typeof one === 'string')
  }, [article, found, t])
}

function Notes({ article, found }: { article: Article; found: ArticleFound }) {
  const { t } = useTranslation()
  const notes = useNotes(article, found)
  return (
    <section className="stack tight" aria-labelledby="found-notes">
      <h3 id="found-notes">{t('found.notes')}</h3>
      {notes.length + found.sameName.length === 0 && <p className="quiet">{t('found.fine')}</p>}
      <ul className="found-notes">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
        {found.sameName.map(({ id, title }) => (
          <li key={id}>
            {t('found.sameName')}{' '}
            <Link to="/writing/$articleId" params={{ articleId: id }}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** How the article is found and shared, as it is written now: what one sees, and what one may want to change. */
export default function FoundDrawer({ article, saver, onClose }: { article: Article; saver: Saver; onClose(): void }) {
  const { t } = useTranslation()
  const insert = (words: string, href: string) => {
    onClose()
    // The drawer gives the keyboard back first.
    setTimeout(() => {
      const undo = saver.insertLink?.(words, href)
      if (undo) toast(t('found.inserted'), { undo })
    })
  }
  const found = useQuery({
    queryKey: ['articles', article.id, 'found', article.version],
    queryFn: ({ signal }) => ask<ArticleFound>(`/api/articles/${article.id}/found`, { signal }),
  })
  return (
    <Drawer
      opened
      position="right"
      size="lg"
      onClose={onClose}
      title={t('found.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.isPending && <ListShape />}
      {found.data && (
        <div className="stack" style={{ gap: 24 }}>
          <Result article={article} found={found.data} />
          <Card article={article} found={found.data} />
          <Notes article={article} found={found.data} />
          <LinksIn article={article} found={found.data} />
          <Related found={found.data} onInsert={insert} />
          <Addresses article={article} found={found.data} />
        </div>
      )}
    </Drawer>
  )
}
