import { Button, SegmentedControl } from '@mantine/core'
import { IconPencilPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleSummary } from '../../../src/http/api.ts'
import { articlesQuery } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { useStore } from '../../base/store.ts'
import { useWrite } from '../../base/use-write.ts'
import { Page } from '../../ui/page.tsx'
import { Badge, Empty, Instant, Notice, ProblemNotice, type Tone } from '../../ui/parts.tsx'
import { Rows } from '../../ui/rows.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { sendUnsent, unsent } from './unsent.ts'

const tones: Record<ArticleSummary['state'], Tone> = { draft: 'plain', scheduled: 'waiting', published: 'fine' }

function ArticleRow({ article }: { article: ArticleSummary }) {
  const { t } = useTranslation()
  const when = article.state === 'scheduled' ? article.publishAt : (article.publishedAt ?? article.updatedAt)
  return (
    <li>
      <Link className="item" to="/writing/$articleId" params={{ articleId: article.id }}>
        <div className="grow stack tight">
          <span className="reading strong" style={{ fontSize: 'var(--size-4)', lineHeight: 1.3 }}>
            {article.title || t('writing.untitled')}
          </span>
          {article.summary && <span className="quiet medium clip2">{article.summary}</span>}
          <span className="row small quiet">
            <Badge tone={tones[article.state]}>{t(`writing.state.${article.state}`)}</Badge>
            {when && <Instant at={when} ago={article.state === 'draft'} />}
            <span>{t('writing.words', { count: article.words })}</span>
          </span>
        </div>
      </Link>
    </li>
  )
}

/** Names the articles whose newest words the server has not got. */
function OnlyHere() {
  const { t } = useTranslation()
  const drafts = useStore(unsent)
  // Whoever comes from the editor may have left words behind just now.
  useEffect(() => void sendUnsent(), [])
  const titles = new Map(drafts.map(({ articleId, fields }) => [articleId, fields.title || t('writing.untitled')]))
  if (titles.size === 0) return null
  return (
    <Notice tone="waiting">
      <p>{t('writing.onlyHere', { count: titles.size })}</p>
      <ul className="plain">
        {[...titles].map(([articleId, title]) => (
          <li key={articleId}>
            <Link to="/writing/$articleId" params={{ articleId }}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Narrows the list, in the address. */
function Filters() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/writing' })
  const navigate = useNavigate()
  const onSearch = useCallback(
    (q: string) => void navigate({ to: '/writing', search: (before) => ({ ...before, q }), replace: true }),
    [navigate],
  )
  return (
    <div className="filters">
      <SearchBox label={t('writing.search')} value={search.q ?? ''} onSearch={onSearch} />
      <SegmentedControl
        aria-label={t('writing.stateLabel')}
        value={search.state ?? ''}
        onChange={(state) => void navigate({ to: '/writing', search: (before) => ({ ...before, state }) })}
        data={[
          { value: '', label: t('common.all') },
          { value: 'draft', label: t('writing.state.draft') },
          { value: 'scheduled', label: t('writing.state.scheduled') },
          { value: 'published', label: t('writing.state.published') },
        ]}
      />
    </div>
  )
}

/** The Writing room: all articles. */
export function WritingPage() {
  const { t } = useTranslation()
  const { q, state } = useSearch({ from: '/writing' })
  const write = useWrite()
  const may = useMay()
  const articles = useInfiniteQuery(articlesQuery({ q, state }))
  const narrowed = Boolean(q || state)
  const bare = articles.data?.length === 0 && !narrowed
  const button = may('write') && (
    <Button
      loading={write.isPending}
      onClick={() => write.mutate()}
      leftSection={<IconPencilPlus size={18} aria-hidden />}
    >
      {t('writing.new')}
    </Button>
  )
  const none = narrowed ? (
    <p className="quiet">{q ? t('common.nothingFound', { q }) : t('writing.noneInState')}</p>
  ) : (
    <Empty type="Aa" action={button}>
      {t('writing.empty')}
    </Empty>
  )
  return (
    <Page title={t('shell.writing')} terms={['article', 'tag', 'permalink']} actions={bare ? undefined : button}>
      <div className="stack">
        <ProblemNotice error={write.error} />
        <OnlyHere />
        {!bare && <Filters />}
        <Rows list={articles} none={none} row={(article) => <ArticleRow key={article.id} article={article} />} />
      </div>
    </Page>
  )
}
