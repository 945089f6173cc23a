import { Button } from '@mantine/core'
import { IconLanguage } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type {
  Article,
  ArticleJoin,
  ArticlePage,
  ArticleSummary,
  ArticleTranslate,
  ArticleTranslation,
} from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import type { Language } from '../../base/i18n.ts'
import { freshId } from '../../base/ids.ts'
import { articleQuery, queryClient } from '../../base/queries.ts'
import { useStore } from '../../base/store.ts'
import { Badge, ListShape, ProblemNotice, type Tone } from '../../ui/parts.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { toast } from '../../ui/toasts.tsx'
import type { Saver } from './saver.ts'

const languages: readonly Language[] = ['id', 'en']
const tones: Record<ArticleTranslation['state'], Tone> = { draft: 'plain', scheduled: 'waiting', published: 'fine' }
const pathOf = (id: string) => `/api/articles/${id}/translations`

/** A quiet button whose words begin where those above it do. */
const beside = { alignSelf: 'flex-start', marginInlineStart: -9 } as const

/** So many are shown to choose from: whoever looks for another one types. */
const offered = 6

/** The article as it is answered, and whatever else named it. */
async function renewed(article: Article, ...others: readonly { id: string }[]): Promise<void> {
  queryClient.setQueryData(articleQuery(article.id).queryKey, article)
  for (const { id } of others) await queryClient.invalidateQueries({ queryKey: articleQuery(id).queryKey, exact: true })
  await queryClient.invalidateQueries({ queryKey: ['articles', 'list'] })
}

const joined = (id: string, other: string) =>
  ask<Article>(`${pathOf(id)}/join`, { method: 'POST', body: { article: other } satisfies ArticleJoin })
const left = (id: string) => ask<Article>(`${pathOf(id)}/leave`, { method: 'POST' })

/** A translation by its title, its language and where it stands. */
function Row({ one }: { one: ArticleTranslation }) {
  const { t } = useTranslation()
  return (
    <li style={{ padding: '10px 0' }} className="stack tight">
      <Link to="/writing/$articleId" params={{ articleId: one.id }} lang={one.language} className="reading">
        {one.title || t('writing.untitled')}
      </Link>
      <span className="row small quiet">
        <span>{t(`language.${one.language}`)}</span>
        <Badge tone={tones[one.state]}>{t(`writing.state.${one.state}`)}</Badge>
      </span>
    </li>
  )
}

/** Articles in a language, the newest change first, each ready to be chosen. */
function Existing({ language, onChoose }: { language: Language; onChoose(one: ArticleSummary): void }) {
  const { t } = useTranslation()
  const [q, setQ] = useState('')
  const found = useQuery({
    queryKey: ['articles', 'list', { language, q }],
    queryFn: async ({ signal }) =>
      (await ask<ArticlePage>(`/api/articles?${new URLSearchParams({ language, ...(q && { q }) })}`, { signal }))
        .articles,
    placeholderData: (before) => before,
  })
  const some = found.data?.filter(({ title, words }) => title || words).slice(0, offered) ?? []
  return (
    <div className="stack tight">
      <SearchBox label={t(`translations.searchIn.${language}`)} value={q} onSearch={setQ} />
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.isPending && <ListShape rows={2} />}
      {found.data && some.length === 0 && (
        <p className="quiet">{q ? t('common.nothingFound', { q }) : t(`translations.noneIn.${language}`)}</p>
      )}
      <ul className="list">
        {some.map((one) => (
          <li key={one.id} className="row apart" style={{ flexWrap: 'nowrap', padding: '6px 0' }}>
            <span className="reading clip" lang={one.language}>
              {one.title || t('writing.untitled')}
            </span>
            <Button variant="subtle" size="compact-sm" style={{ flex: 'none' }} onClick={() => onChoose(one)}>
              {t('translations.choose')}
              <span className="hidden-but-read">: {one.title || t('writing.untitled')}</span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

interface Of {
  article: Article
  saver: Saver
}

/** A draft of the same words in another language, which is opened. */
function useBegin({ article, saver }: Of) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async (language: Language) => {
      // What was just typed is what is put into the other language.
      await saver.flush()
      const body: ArticleTranslate = { language, id: freshId() }
      return ask<Article>(pathOf(article.id), { method: 'POST', body })
    },
    onSuccess: async (draft) => {
      await renewed(draft, article)
      await navigate({ to: '/writing/$articleId', params: { articleId: draft.id } })
      toast(t(`translations.begun.${draft.language}`))
    },
  })
}

function useJoin({ id }: Article) {
  const { t } = useTranslation()
  return useMutation({
    mutationFn: async (other: ArticleSummary) => ({ other, now: await joined(id, other.id) }),
    onSuccess: async ({ other, now }) => {
      await renewed(now, other)
      toast(t('translations.joined', { title: other.title || t('writing.untitled') }), {
        undo: async () => renewed(await left(id), other),
      })
    },
  })
}

function useLeave({ id, translations }: Article) {
  const { t } = useTranslation()
  return useMutation({
    mutationFn: () => left(id),
    onSuccess: async (now) => {
      await renewed(now, ...translations)
      const [first] = translations
      toast(t('translations.left'), {
        ...(first && { undo: async () => renewed(await joined(id, first.id), ...translations) }),
      })
    },
  })
}

/** In one language that the article is not there in yet: begun, or chosen among those that there are. */
function Missing({ article, saver, mine, language }: Of & { mine: boolean; language: Language }) {
  const { t } = useTranslation()
  const [choosing, setChoosing] = useState(false)
  const begin = useBegin({ article, saver })
  const join = useJoin(article)
  return (
    <div className="stack tight">
      <Button
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconLanguage size={18} aria-hidden />}
        loading={begin.isPending}
        onClick={() => begin.mutate(language)}
      >
        {t(`translations.write.${language}`)}
      </Button>
      {mine && (
        <Button
          variant="subtle"
          size="compact-sm"
          style={beside}
          aria-expanded={choosing}
          onClick={() => setChoosing(!choosing)}
        >
          {t('translations.existing')}
        </Button>
      )}
      <ProblemNotice error={begin.error ?? join.error} />
      {choosing && <Existing language={language} onChoose={(one) => join.mutate(one)} />}
    </div>
  )
}

/** The article in other languages: where each stands, one more of them, and the way out. @param mine whether readers' pages may change */
export default function Translations({ article, saver, mine }: Of & { mine: boolean }) {
  const { t } = useTranslation()
  const { language: own } = useStore(saver.fields)
  const leave = useLeave(article)
  const { translations } = article
  const there = new Set([own, ...translations.map(({ language }) => language)])
  return (
    <section className="stack tight" aria-labelledby="translations">
      <h3 id="translations">{t('translations.title')}</h3>
      <p className="small quiet">{t(translations.length ? 'translations.means' : 'translations.about')}</p>
      {translations.length > 0 && (
        <ul className="list">
          {translations.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </ul>
      )}
      {article.version > 0 &&
        languages
          .filter((one) => !there.has(one))
          .map((one) => <Missing key={one} article={article} saver={saver} mine={mine} language={one} />)}
      {translations.length > 0 && mine && (
        <Button
          variant="subtle"
          size="compact-sm"
          style={beside}
          loading={leave.isPending}
          onClick={() => leave.mutate()}
        >
          {t('translations.leave')}
        </Button>
      )}
      <ProblemNotice error={leave.error} />
    </section>
  )
}
