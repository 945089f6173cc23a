import { Button, Checkbox, Menu, NativeSelect, SegmentedControl } from '@mantine/core'
import { IconChevronDown, IconFile, IconNote, IconPencilPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleSummary } from '../../../src/http/api.ts'
import { articlesQuery, articleTagsQuery, authorsQuery, brandQuery } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { useStore } from '../../base/store.ts'
import { useWrite } from '../../base/use-write.ts'
import { Page } from '../../ui/page.tsx'
import { Badge, Empty, Instant, Notice, ProblemNotice, type Tone } from '../../ui/parts.tsx'
import { Rows } from '../../ui/rows.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { articleKinds } from './article-kind.tsx'
import { sendUnsent, unsent } from './unsent.ts'

const tones: Record<ArticleSummary['state'], Tone> = { draft: 'plain', scheduled: 'waiting', published: 'fine' }

/** Of a note its first words, in the panel's own face; of others the title. */
function Name({ article: { kind, title } }: { article: ArticleSummary }) {
  const { t } = useTranslation()
  if (kind === 'note') return <span className="strong">{title || t('writing.untitledNote')}</span>
  return (
    <span className="reading strong" style={{ fontSize: 'var(--size-4)', lineHeight: 1.3 }}>
      {title || t('writing.untitled')}
    </span>
  )
}

function ArticleRow({ article }: { article: ArticleSummary }) {
  const { t } = useTranslation()
  const { data: brand } = useQuery(brandQuery)
  const { kind, title, summary } = article
  const when = article.state === 'scheduled' ? article.publishAt : (article.publishedAt ?? article.updatedAt)
  return (
    <li>
      <Link className="item" to="/writing/$articleId" params={{ articleId: article.id }}>
        <div className="grow stack tight">
          <Name article={article} />
          {summary && summary !== title && <span className="quiet medium clip2">{summary}</span>}
          <span className="row small quiet">
            <Badge tone={tones[article.state]}>{t(`writing.state.${article.state}`)}</Badge>
            {kind !== 'article' && <span>{t(`writing.kinds.${kind}`)}</span>}
            {brand && brand.language !== article.language && <span>{t(`language.${article.language}`)}</span>}
            {article.pinned && <span>{t('writing.pinned')}</span>}
            {when && <Instant at={when} ago={article.state === 'draft'} />}
            <span>{t('writing.words', { count: article.words })}</span>
            {article.tags.length > 0 && <span>{article.tags.slice(0, 3).join(', ')}</span>}
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

type Narrowing = 'state' | 'tag' | 'author'

/** One thing by which the list is narrowed, in the address. */
function Narrow({
  by,
  label,
  any,
  choices,
}: {
  by: Narrowing
  label: string
  any: string
  choices: { value: string; label: string }[]
}) {
  const search = useSearch({ from: '/writing' })
  const navigate = useNavigate()
  return (
    <NativeSelect
      aria-label={label}
      value={search[by] ?? ''}
      onChange={({ currentTarget: { value } }) =>
        void navigate({ to: '/writing', search: (before) => ({ ...before, [by]: value }) })
      }
      data={[{ value: '', label: any }, ...choices]}
    />
  )
}

const states: readonly ArticleSummary['state'][] = ['draft', 'scheduled', 'published']

/** By status, tag and author: all three from the start, so that nothing moves when they are known. */
function Narrowings() {
  const { t } = useTranslation()
  const { data: tags = [] } = useQuery(articleTagsQuery)
  const { data: authors = [] } = useQuery(authorsQuery)
  const inState = states.map((value) => ({ value, label: t(`writing.state.${value}`) }))
  return (
    <>
      <Narrow by="state" label={t('writing.stateLabel')} any={t('writing.anyState')} choices={inState} />
      <Narrow
        by="tag"
        label={t('writing.tagFilter')}
        any={t('writing.anyTag')}
        choices={tags.map((tag) => ({ value: tag, label: tag }))}
      />
      <Narrow
        by="author"
        label={t('writing.authorFilter')}
        any={t('writing.anyAuthor')}
        choices={authors.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
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
        aria-label={t('writing.kindLabel')}
        value={search.kind ?? ''}
        onChange={(kind) => void navigate({ to: '/writing', search: (before) => ({ ...before, kind }) })}
        data={[
          { value: '', label: t('common.all') },
          ...articleKinds.map((value) => ({ value, label: t(`writing.kindsAll.${value}`) })),
        ]}
      />
      <Narrowings />
      <Checkbox
        style={{ alignSelf: 'center' }}
        className="found-orphans"
        label={t('writing.orphans')}
        checked={Boolean(search.orphans)}
        onChange={({ currentTarget: { checked } }) =>
          void navigate({ to: '/writing', search: (before) => ({ ...before, orphans: checked ? 'yes' : '' }) })
        }
      />
    </div>
  )
}

/** Begins an article; behind the arrow a page or a note. */
function Begin({ write }: { write: ReturnType<typeof useWrite> }) {
  const { t } = useTranslation()
  const page = useWrite('page')
  const note = useWrite('note')
  return (
    <Menu position="bottom-end" width={280}>
      <Button.Group>
        <Button
          loading={write.isPending}
          onClick={() => write.mutate()}
          leftSection={<IconPencilPlus size={18} aria-hidden />}
        >
          {t('writing.new')}
        </Button>
        <Menu.Target>
          <Button px={10} disabled={write.isPending} aria-label={t('writing.newOther')}>
            <IconChevronDown size={18} aria-hidden />
          </Button>
        </Menu.Target>
      </Button.Group>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFile size={20} aria-hidden />} onClick={() => page.mutate()}>
          {t('writing.newPage')}
          <div className="small quiet">{t('writing.newPageMeans')}</div>
        </Menu.Item>
        <Menu.Item leftSection={<IconNote size={20} aria-hidden />} onClick={() => note.mutate()}>
          {t('writing.newNote')}
          <div className="small quiet">{t('writing.newNoteMeans')}</div>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** The room's other pages, where the rail that names them isn't. */
function Elsewhere() {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <div className="not-wide-rail">
      <nav className="elsewhere" aria-label={t('writing.elsewhere')}>
        <Link to="/writing/ideas">{t('ideas.title')}</Link>
        <Link to="/writing/schedule">{t('cadence.title')}</Link>
        {may('move') && <Link to="/writing/import">{t('moving.page')}</Link>}
        {may('move') && <Link to="/writing/export">{t('moving.leavePage')}</Link>}
        {may('move') && <Link to="/writing/replace">{t('replacing.page')}</Link>}
      </nav>
    </div>
  )
}

/** The Writing room: articles, pages and notes. */
export function WritingPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/writing' })
  const { q } = search
  const write = useWrite()
  const may = useMay()
  const articles = useInfiniteQuery(articlesQuery({ ...search, orphans: search.orphans && 'true' }))
  const narrowed = Object.values(search).some(Boolean)
  const bare = articles.data?.length === 0 && !narrowed
  const button = may('write') && <Begin write={write} />
  const none = narrowed ? (
    <p className="quiet">{q ? t('common.nothingFound', { q }) : t('writing.noneSuch')}</p>
  ) : (
    <Empty type="Aa" action={button}>
      {t('writing.empty')}
    </Empty>
  )
  return (
    <Page title={t('shell.writing')} terms={['article', 'tag', 'permalink']} actions={bare ? undefined : button}>
      <div className="stack">
        <ProblemNotice error={write.error} />
        <Elsewhere />
        <OnlyHere />
        {!bare && <Filters />}
        <Rows list={articles} none={none} row={(article) => <ArticleRow key={article.id} article={article} />} />
      </div>
    </Page>
  )
}
