import './tools.css'
import { Button, Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article, ArticleFound } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { PartCard } from '../../compose/part-preview.tsx'
import { ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

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

function Card({ article, found }: { article: Article; found: ArticleFound }) {
  const { t } = useTranslation()
  const { canonical: url, card: image, description } = found
  const title = article.title || t('writing.untitled')
  return (
    <section className="stack tight" aria-labelledby="found-card">
      <h3 id="found-card">{t('found.card')}</h3>
      <PartCard card={{ url, title, description, ...(image && { image }) }} />
      {!image && <p className="small quiet">{t('found.cardLater')}</p>}
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

function Addresses({ found: { canonical, earlier } }: { found: ArticleFound }) {
  const { t } = useTranslation()
  return (
    <section className="stack tight" aria-labelledby="found-addresses">
      <h3 id="found-addresses">{t('found.addresses')}</h3>
      <p className="small quiet">{t('found.canonical')}</p>
      <code className="small found-address">{canonical}</code>
      <p className="small quiet">{earlier.length ? t('found.earlier') : t('found.earlierNone')}</p>
      {earlier.length > 0 && (
        <ul className="found-notes">
          {earlier.map((path) => (
            <li key={path}>
              <code className="small found-address">{path}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Articles like this one, each ready to be linked. */
function Related({ found: { related } }: { found: ArticleFound }) {
  const { t } = useTranslation()
  if (related.length === 0) return null
  const copy = async ({ title, permalink }: ArticleFound['related'][number]) => {
    const words = title.replace(/[[\]\\]/g, '\\$&')
    await navigator.clipboard.writeText(`[${words}](${new URL(permalink).pathname})`)
    toast(t('found.inserted'))
  }
  return (
    <section className="stack tight" aria-labelledby="found-related">
      <h3 id="found-related">{t('found.related')}</h3>
      <ul className="list">
        {related.map((one) => (
          <li key={one.id} className="row apart" style={{ flexWrap: 'nowrap', padding: '8px 0' }}>
            <span className="reading clip">{one.title}</span>
            {'clipboard' in navigator && (
              <Button variant="subtle" size="compact-sm" style={{ flex: 'none' }} onClick={() => void copy(one)}>
                {t('found.insert')}
                <span className="hidden-but-read">: {one.title}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** How the article is found and shared, as it is written now: what one sees, and what one may want to change. */
export default function FoundDrawer({ article, onClose }: { article: Article; onClose(): void }) {
  const { t } = useTranslation()
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
          <Related found={found.data} />
          <Addresses found={found.data} />
        </div>
      )}
    </Drawer>
  )
}
