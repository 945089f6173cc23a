import { Button, Textarea } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Series } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { channelsQuery, refreshTopic } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { NetworkMark } from '../../ui/network-mark.tsx'
import { Instant, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

type Variant = Series['variants'][number]
type Texts = Variant['texts']

/** Which channel a text is for, by its name and mark. */
function useChannelOf() {
  const channels = useQuery(channelsQuery).data ?? []
  return (id: string) => channels.find((channel) => channel.id === id)
}

/** Changes one version, or adds one (`at` behind the last): the others stay as they are. */
function useSaveVersion(series: Series, at: number, onDone: () => void) {
  const { t } = useTranslation()
  return useMutation({
    mutationFn: (texts: Texts) => {
      const { rule, timeZone, startsAt } = series
      const kept: { id?: string; texts: Texts }[] = series.variants.map(({ id, texts: own }) => ({ id, texts: own }))
      const variants = [...kept.slice(0, at), { ...kept[at], texts }, ...kept.slice(at + 1)]
      return ask<Series>(`/api/series/${series.id}`, { method: 'PUT', body: { rule, timeZone, startsAt, variants } })
    },
    onSettled: () => refreshTopic('deliveries'),
    onSuccess: () => {
      toast(at < series.variants.length ? t('common.saved') : t('repeat.wordsAdded'))
      onDone()
    },
  })
}

/** The words of one version, a field for each network; what is left empty says what the first says. */
export function VersionForm({ series, at, onDone }: { series: Series; at: number; onDone(): void }) {
  const { t } = useTranslation()
  const channelOf = useChannelOf()
  const own = series.variants[at]?.texts
  const model = own ?? (series.variants.at(-1)?.texts ?? []).map(fresh)
  const [texts, setTexts] = useState(model)
  const save = useSaveVersion(series, at, onDone)
  const first = texts[0]?.text.trim() ?? ''
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(texts.map((one) => ({ ...one, text: one.text.trim() || first })))
      }}
    >
      {texts.map((one, index) => {
        const channel = channelOf(one.channelId)
        const name = channel ? `${channel.networkLabel} · ${channel.handle}` : ''
        return (
          <Textarea
            key={one.channelId}
            label={texts.length > 1 ? t('repeat.wordsFor', { channel: name }) : t('repeat.freshWords')}
            placeholder={index > 0 ? first : ''}
            autosize
            minRows={2}
            value={one.text}
            onChange={({ currentTarget: { value } }) =>
              setTexts((before) => before.map((each, nth) => (nth === index ? { ...each, text: value } : each)))
            }
          />
        )
      })}
      <ProblemNotice error={save.error} />
      <div className="row tight">
        <Button type="submit" size="xs" loading={save.isPending} disabled={!first}>
          {t('common.save')}
        </Button>
        <Button size="xs" variant="subtle" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}

/** A further version begins empty, and has the same pictures. */
const fresh = (one: Texts[number]): Texts[number] => ({ ...one, text: '', content: { ...one.content, thread: [] } })

/** What one version says on each network: networks that say the same are told together. */
function Version({ series, at }: { series: Series; at: number }) {
  const { t } = useTranslation()
  const may = useMay()
  const channelOf = useChannelOf()
  const [editing, setEditing] = useState(false)
  const variant = series.variants[at]
  if (!variant) return null
  if (editing) return <VersionForm series={series} at={at} onDone={() => setEditing(false)} />
  const groups = [...Map.groupBy(variant.texts, ({ text }) => text)]
  return (
    <div className="stack tight">
      <div className="row apart">
        <span className="medium strong">{t('repeat.wording', { nth: at + 1 })}</span>
        {variant.usedAt ? (
          <span className="small quiet">
            {t('repeat.usedAt')} <Instant at={variant.usedAt} />
          </span>
        ) : (
          series.state !== 'ended' &&
          may('send', series.by) && (
            <Button size="xs" variant="subtle" onClick={() => setEditing(true)}>
              {t('posts.action.edit')}
              <span className="hidden-but-read">: {t('repeat.wording', { nth: at + 1 })}</span>
            </Button>
          )
        )}
      </div>
      {groups.map(([text, same]) => (
        <div key={text} className="row tight still" style={{ alignItems: 'flex-start' }}>
          <span className="marks">
            {same.map(({ channelId }) => {
              const channel = channelOf(channelId)
              return channel && <NetworkMark key={channelId} network={channel.network} named />
            })}
          </span>
          <p className={variant.usedAt ? 'quiet grow' : 'grow'} style={{ whiteSpace: 'pre-line' }}>
            {text}
          </p>
        </div>
      ))}
    </div>
  )
}

/** All versions of a repeat, those to come and those that were used; the ones to come can be changed. */
export function Versions({ series }: { series: Series }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <div className="stack tight">
      <div>
        <Button size="xs" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('repeat.hideVersions') : t('repeat.showVersions', { count: series.variants.length })}
        </Button>
      </div>
      {open && (
        <ul className="plain stack">
          {series.variants.map(({ id }, at) => (
            <li key={id}>
              <Version series={series} at={at} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
