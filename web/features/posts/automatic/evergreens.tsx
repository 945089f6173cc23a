import { Button, NumberInput, TagsInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evergreen, EvergreenChange } from '../../../../src/http/api.ts'
import { ask } from '../../../base/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { articleTagsQuery, evergreensQuery, refreshTopic } from '../../../base/queries.ts'
import { useMay, useTimes } from '../../../base/session.tsx'
import { fromLocalInput, sayDay, toLocalInput } from '../../../base/times.ts'
import { ChannelChoice } from '../../../compose/channel-choice.tsx'
import { type RepeatForm, ruleOf, sayRule } from '../../../compose/repeat-rule.ts'
import { RhythmFields } from '../../../compose/rhythm-fields.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Instant, Notice, ProblemNotice } from '../../../ui/parts.tsx'
import { TimeField } from '../../../ui/time-field.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { useWeekday } from '../../../ui/weekday.ts'
import { ReviewChoice } from './review-choice.tsx'
import { SourceLine, SourceTools } from './source-tools.tsx'
import { Sources } from './sources.tsx'

interface Form {
  rhythm: RepeatForm
  /** Time of the day on the person's clock: `09:00`. */
  clock: string
  channelIds: string[]
  tags: string[]
  leastAgeDays: number
  restDays: number
  review: boolean
}

const weekly: RepeatForm = { every: 1, unit: 'WEEKLY', days: [2], end: 'never', times: 1, until: '' }
const fresh: Form = {
  rhythm: weekly,
  clock: '09:00',
  channelIds: [],
  tags: [],
  leastAgeDays: 90,
  restDays: 60,
  review: true,
}

/** Today at that time, on the person's clock: where the rhythm begins. */
function startOf(clock: string, timeZone: string): string | undefined {
  return fromLocalInput(`${toLocalInput(new Date(), timeZone).slice(0, 10)}T${clock}`, timeZone)?.toISOString()
}

interface Fields {
  form: Form
  change(more: Partial<Form>): void
}

/** How often, on which days, and when on them. */
function When({ form, change }: Fields) {
  const { t } = useTranslation()
  return (
    <>
      <RhythmFields form={form.rhythm} onChange={(rhythm) => change({ rhythm })} />
      <TimeField label={t('automatic.clock')} value={form.clock} onChange={(clock) => change({ clock })} />
    </>
  )
}

/** Which articles come round, and how long each has rested by then. */
function Which({ form, change }: Fields) {
  const { t } = useTranslation()
  const tags = useQuery(articleTagsQuery).data ?? []
  return (
    <>
      <TagsInput
        label={t('automatic.tags')}
        description={t('automatic.tagsHint')}
        data={tags}
        value={form.tags}
        onChange={(chosen) => change({ tags: chosen })}
      />
      <div className="row">
        <NumberInput
          label={t('automatic.leastAge')}
          min={0}
          max={3650}
          value={form.leastAgeDays}
          onChange={(days) => change({ leastAgeDays: Number(days) || 0 })}
        />
        <NumberInput
          label={t('automatic.rest')}
          min={1}
          max={3650}
          value={form.restDays}
          onChange={(days) => change({ restDays: Number(days) || 1 })}
        />
      </div>
    </>
  )
}

type Round = Omit<EvergreenChange, 'state'>

/** What the server is told; `undefined` while something is missing. */
function roundOf({ rhythm, clock, ...form }: Form, timeZone: string): Round | undefined {
  const rule = ruleOf(rhythm, toLocalInput(new Date(), timeZone))
  const startsAt = startOf(clock, timeZone)
  if (!rule || !startsAt || form.channelIds.length === 0) return undefined
  return { rule, timeZone, startsAt, ...form }
}

function RoundForm({
  start,
  busy,
  error,
  label,
  onSave,
}: {
  start: Form
  busy: boolean
  error: unknown
  label: string
  onSave(body: Round): void
}) {
  const { timeZone } = useTimes()
  const [form, setForm] = useState(start)
  const change = (more: Partial<Form>) => setForm({ ...form, ...more })
  const round = roundOf(form, timeZone)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (round) onSave(round)
      }}
    >
      <When form={form} change={change} />
      <ChannelChoice value={form.channelIds} onChange={(channelIds) => change({ channelIds })} />
      <Which form={form} change={change} />
      <ReviewChoice value={form.review} onChange={(review) => change({ review })} />
      <ProblemNotice error={error} />
      <div>
        <Button type="submit" loading={busy} disabled={!round}>
          {label}
        </Button>
      </div>
    </form>
  )
}

/** The rule back in the form; one that it can't hold begins anew. */
function formOf(evergreen: Evergreen, timeZone: string): Form {
  const { rule, startsAt, channelIds, tags, leastAgeDays, restDays, review } = evergreen
  const [, unit, interval = '1', byDay = ''] =
    /^FREQ=(DAILY|WEEKLY|MONTHLY)(?:;INTERVAL=(\d+))?(?:;BYDAY=([A-Z,]+)|;BYMONTHDAY=28[\d,]+;BYSETPOS=-1)?$/.exec(
      rule,
    ) ?? []
  const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
  const days = byDay.split(',').flatMap((name) => (names.includes(name) ? [names.indexOf(name) + 1] : []))
  const rhythm = unit ? { ...weekly, unit: unit as RepeatForm['unit'], every: Number(interval), days } : weekly
  const clock = toLocalInput(new Date(startsAt), timeZone).slice(11, 16)
  return { rhythm, clock, channelIds, tags, leastAgeDays, restDays, review }
}

/** Changes a round, or removes it, which can be taken back. */
function useRound(evergreen: Evergreen, onSaved: () => void) {
  const { t } = useTranslation()
  const { id, nextAt: _next, problem: _problem, ...body } = evergreen
  const save = useMutation({
    mutationFn: (change: Partial<EvergreenChange>) =>
      ask(`/api/evergreen/${id}`, { method: 'PUT', body: { ...body, ...change } }),
    onSettled: () => refreshTopic('deliveries'),
    onSuccess: onSaved,
  })
  const remove = useMutation({
    mutationFn: () => ask(`/api/evergreen/${id}`, { method: 'DELETE' }),
    onSettled: () => refreshTopic('deliveries'),
    onSuccess: () =>
      toast(t('automatic.roundRemoved'), {
        undo: () => void ask('/api/evergreen', { method: 'POST', body }).then(() => refreshTopic('deliveries')),
      }),
  })
  return { save, remove }
}

/** Its rule in words, how it does, and why it rests. */
function About({ evergreen, rule }: { evergreen: Evergreen; rule: string }) {
  const { t } = useTranslation()
  const say = useSay()
  const active = evergreen.state === 'active'
  return (
    <>
      <p className="strong">{rule}</p>
      <p className="row small quiet" style={{ gap: '4px 12px' }}>
        <SourceLine {...evergreen} />
        {evergreen.nextAt && active && (
          <span>
            {t('repeat.next')} <Instant at={evergreen.nextAt} />
          </span>
        )}
      </p>
      {evergreen.problem && <Notice tone="waiting">{say(evergreen.problem)}</Notice>}
    </>
  )
}

function EvergreenRow({ evergreen }: { evergreen: Evergreen }) {
  const { t } = useTranslation()
  const times = useTimes()
  const may = useMay()
  const dayName = useWeekday()
  const [changing, setChanging] = useState(false)
  const { save, remove } = useRound(evergreen, () => setChanging(false))
  const rule = sayRule(evergreen.rule, t, dayName, (day) => sayDay(day, times))
  return (
    <li>
      <article className="item" aria-label={rule}>
        <div className="grow stack" style={{ gap: 8 }}>
          <About evergreen={evergreen} rule={rule} />
          <ProblemNotice error={remove.error ?? (changing ? undefined : save.error)} />
          {may('plan') && (
            <div className="row tight">
              <SourceTools
                strong
                state={evergreen.state}
                pausing={save.isPending}
                removing={remove.isPending}
                onChange={() => setChanging(true)}
                onState={(state) => save.mutate({ state })}
                onRemove={() => remove.mutate()}
              />
            </div>
          )}
        </div>
      </article>
      <Dialog opened={changing} onClose={() => setChanging(false)} title={t('automatic.rounds')}>
        <RoundForm
          start={formOf(evergreen, times.timeZone)}
          busy={save.isPending}
          error={save.error}
          label={t('common.save')}
          onSave={save.mutate}
        />
      </Dialog>
    </li>
  )
}

function AddRound({ onDone }: { onDone(): void }) {
  const { t } = useTranslation()
  const add = useMutation({
    mutationFn: (body: Round) => ask('/api/evergreen', { method: 'POST', body }),
    onSettled: () => refreshTopic('deliveries'),
    onSuccess: () => {
      toast(t('automatic.roundAdded'))
      onDone()
    },
  })
  return (
    <RoundForm
      start={fresh}
      busy={add.isPending}
      error={add.error}
      label={t('automatic.addRound')}
      onSave={(body) => add.mutate(body)}
    />
  )
}

/** Old good articles that come round again. */
export function Evergreens() {
  const { t } = useTranslation()
  return (
    <Sources
      title={t('automatic.rounds')}
      addLabel={t('automatic.addRound')}
      empty={t('automatic.noRounds')}
      query={useQuery(evergreensQuery)}
      row={(evergreen) => <EvergreenRow key={evergreen.id} evergreen={evergreen} />}
      adding={(onDone) => <AddRound onDone={onDone} />}
    />
  )
}
