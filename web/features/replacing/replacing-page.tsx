import './replacing.css'
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Replacement, ReplacementBegin, ReplacementNow } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { refreshTopic } from '../../base/queries.ts'
import { More } from '../../ui/more.tsx'
import { Page } from '../../ui/page.tsx'
import { Badge, Instant, ProblemNotice, type Tone } from '../../ui/parts.tsx'
import { replacementsQuery } from './queries.ts'

/** Find and replace in all articles: what to look for. Earlier ones stand below. */
export function ReplacingPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('replacing.page')} lead={t('replacing.lead')}>
      <div className="stack" style={{ gap: 40 }}>
        <Form />
        <Earlier />
      </div>
    </Page>
  )
}

type Search = Required<Omit<ReplacementBegin, 'kind' | 'state'>> & { kind: string; state: string }

const first: Search = {
  ...{ find: '', replace: '', words: true, case: false, capitals: true, markup: false },
  ...{ parts: ['title', 'summary', 'text'], readers: true, kind: '', state: '' },
}

function useTry() {
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({ kind, state, ...search }: Search) =>
      ask<ReplacementNow>('/api/replacements', {
        method: 'POST',
        body: { ...search, ...(kind && { kind }), ...(state && { state }) },
      }),
    onSuccess: ({ id }) => {
      void refreshTopic('replacements')
      return navigate({ to: '/writing/replace/$replacementId', params: { replacementId: id } })
    },
  })
}

function Form() {
  const { t } = useTranslation()
  const begin = useTry()
  const [search, setSearch] = useState(first)
  const [empty, setEmpty] = useState(false)
  const change = (part: Partial<Search>) => setSearch((before) => ({ ...before, ...part }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setEmpty(search.find === '')
    if (search.find !== '') begin.mutate(search)
  }
  return (
    <form className="stack" style={{ gap: 20 }} onSubmit={submit}>
      <div className="replacing-fields">
        <TextInput
          label={t('replacing.find')}
          value={search.find}
          maxLength={200}
          error={empty && t('replacing.findEmpty')}
          onChange={({ currentTarget }) => change({ find: currentTarget.value })}
        />
        <TextInput
          label={t('replacing.replace')}
          description={search.replace === '' && search.find !== '' ? t('replacing.removes') : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={search.replace}
          maxLength={1000}
          onChange={({ currentTarget }) => change({ replace: currentTarget.value })}
        />
      </div>
      <Options search={search} change={change} />
      <Where search={search} change={change} />
      <ProblemNotice error={begin.error} />
      <div className="row">
        <Button type="submit" loading={begin.isPending}>
          {t('replacing.try')}
        </Button>
        <span className="small quiet">{t('replacing.tryMeans')}</span>
      </div>
    </form>
  )
}

interface Changing {
  search: Search
  change(part: Partial<Search>): void
}

function Options({ search, change }: Changing) {
  const { t } = useTranslation()
  return (
    <div className="replacing-options">
      {(['words', 'case', 'capitals', 'markup', 'readers'] as const).map((option) => (
        <Checkbox
          key={option}
          label={t(`replacing.option.${option}`)}
          checked={option === 'capitals' ? search.capitals && !search.case : search[option]}
          // Where capitals count, what is found has those that were typed.
          disabled={option === 'capitals' && search.case}
          onChange={({ currentTarget }) => change({ [option]: currentTarget.checked })}
        />
      ))}
    </div>
  )
}

const parts = ['title', 'summary', 'text'] as const
const kinds = ['article', 'page', 'note'] as const
const states = ['draft', 'scheduled', 'published'] as const

function Where({ search, change }: Changing) {
  const { t } = useTranslation()
  const chosen = (value: (typeof parts)[number], on: boolean) =>
    parts.filter((part) => (part === value ? on : search.parts.includes(part)))
  return (
    <div className="replacing-options" style={{ alignItems: 'end' }}>
      <fieldset className="replacing-parts">
        <legend className="strong">{t('replacing.in')}</legend>
        <div className="replacing-options" style={{ paddingTop: 8 }}>
          {parts.map((part) => (
            <Checkbox
              key={part}
              label={t(`replacing.part.${part}`)}
              checked={search.parts.includes(part)}
              // One part at least.
              disabled={search.parts.length === 1 && search.parts[0] === part}
              onChange={({ currentTarget }) => change({ parts: chosen(part, currentTarget.checked) })}
            />
          ))}
        </div>
      </fieldset>
      <NativeSelect
        aria-label={t('writing.kindLabel')}
        value={search.kind}
        onChange={({ currentTarget }) => change({ kind: currentTarget.value })}
        data={[
          { value: '', label: t('replacing.anyKind') },
          ...kinds.map((value) => ({ value, label: t(`writing.kindsAll.${value}`) })),
        ]}
      />
      <NativeSelect
        aria-label={t('writing.stateLabel')}
        value={search.state}
        onChange={({ currentTarget }) => change({ state: currentTarget.value })}
        data={[
          { value: '', label: t('writing.anyState') },
          ...states.map((value) => ({ value, label: t(`writing.state.${value}`) })),
        ]}
      />
    </div>
  )
}

const tones: Record<Replacement['state'], Tone> = {
  ...{ trying: 'waiting', ready: 'needs', running: 'waiting', done: 'fine' },
  ...{ undoing: 'waiting', undone: 'plain', failed: 'failed' },
}

function Earlier() {
  const { t } = useTranslation()
  const list = useInfiniteQuery(replacementsQuery)
  if (!list.data?.length) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
  return (
    <section className="stack tight" aria-labelledby="earlier">
      <h2 id="earlier">{t('replacing.earlier')}</h2>
      <ul className="list replacing-runs">
        {list.data.map(({ id, search, state, by, createdAt }) => (
          <li key={id}>
            <Link to="/writing/replace/$replacementId" params={{ replacementId: id }} className="strong">
              {t('replacing.pair', { find: search.find, replace: search.replace || t('replacing.nothing') })}
            </Link>
            <div className="row small quiet">
              <Badge tone={tones[state]}>{t(`replacing.state.${state}`)}</Badge>
              <Instant at={createdAt} />
              {by && <span>{by}</span>}
            </div>
          </li>
        ))}
      </ul>
      <More list={list} />
    </section>
  )
}
