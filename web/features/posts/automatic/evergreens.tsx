import { Button, Modal, NumberInput, TagsInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evergreen, EvergreenChange } from '../../../../src/http/api.ts'
import { ask } from '../../../base/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { articleTagsQuery, channelsQuery, evergreensQuery, refreshRoom } from '../../../base/queries.ts'
import { useMay, useTimes } from '../../../base/session.tsx'
import { fromLocalInput, sayDay, toLocalInput } from '../../../base/times.ts'
import { ChannelChoice } from '../../../compose/channel-choice.tsx'
import { type RepeatForm, ruleOf, sayRule } from '../../../compose/repeat-rule.ts'
import { RhythmFields } from '../../../compose/rhythm-fields.tsx'
import { Badge, Moment, Notice, ProblemNotice } from '../../../ui/parts.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { useWeekday } from '../../../ui/weekday.ts'
import { ReviewChoice } from './review-choice.tsx'
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
  onSave(body: Omit<EvergreenChange, 'state'>): void
}) {
  const { t } = useTranslation()
  const { timeZone } = useTimes()
  const [form, setForm] = useState(start)
  const tags = useQuery(articleTagsQuery).data ?? []
  const change = (more: Partial<Form>) => setForm({ ...form, ...more })
  const rule = ruleOf(form.rhythm, toLocalInput(new Date(), timeZone))
  const startsAt = startOf(form.clock, timeZone)
  const ready = rule !== undefined && startsAt !== undefined && form.channelIds.length > 0
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        const { channelIds, tags: chosen, leastAgeDays, restDays, review } = form
        onSave({ rule, timeZone, startsAt, channelIds, tags: chosen, leastAgeDays, restDays, review })
      }}
    >
      <RhythmFields form={form.rhythm} onChange={(rhythm) => change({ rhythm })} />
      <TextInput
        type="time"
        label={t('automatic.clock')}
        value={form.clock}
        onChange={(event) => change({ clock: event.currentTarget.value })}
      />
      <ChannelChoice value={form.channelIds} onChange={(channelIds) => change({ channelIds })} />
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
      <ReviewChoice value={form.review} onChange={(review) => change({ review })} />
      <ProblemNotice error={error} />
      <div>
        <Button type="submit" loading={busy} disabled={!ready}>
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

function EvergreenRow({ evergreen }: { evergreen: Evergreen }) {
  const { t } = useTranslation()
  const may = useMay()
  const say = useSay()
  const times = useTimes()
  const dayName = useWeekday()
  const channels = useQuery(channelsQuery).data ?? []
  const [changing, setChanging] = useState(false)
  const { id, nextAt: _next, problem: _problem, ...body } = evergreen
  const save = useMutation({
    mutationFn: (change: Partial<EvergreenChange>) =>
      ask(`/api/evergreen/${id}`, { method: 'PUT', body: { ...body, ...change } }),
    onSettled: () => refreshRoom('deliveries'),
    onSuccess: () => setChanging(false),
  })
  const remove = useMutation({
    mutationFn: () => ask(`/api/evergreen/${id}`, { method: 'DELETE' }),
    onSettled: () => refreshRoom('deliveries'),
    onSuccess: () =>
      toast(t('automatic.roundRemoved'), {
        undo: () => void ask('/api/evergreen', { method: 'POST', body }).then(() => refreshRoom('deliveries')),
      }),
  })
  const rule = sayRule(evergreen.rule, t, dayName, (day) => sayDay(day, times))
  const names = channels.filter((one) => evergreen.channelIds.includes(one.id)).map(({ networkLabel }) => networkLabel)
  return (
    <li>
      <article className="item" aria-label={rule}>
        <div className="grow stack" style={{ gap: 8 }}>
          <p className="strong">{rule}</p>
          <p className="row small quiet" style={{ gap: '4px 12px' }}>
            <Badge tone={evergreen.state === 'active' ? 'fine' : 'waiting'}>
              {t(`automatic.state.${evergreen.state}`)}
            </Badge>
            <span>{names.join(', ')}</span>
            {evergreen.tags.length > 0 && <span>{evergreen.tags.join(', ')}</span>}
            <span>{t(evergreen.review ? 'automatic.saidReview' : 'automatic.saidPlan')}</span>
            {evergreen.nextAt && evergreen.state === 'active' && (
              <span>
                {t('repeat.next')} <Moment at={evergreen.nextAt} />
              </span>
            )}
          </p>
          {evergreen.problem && evergreen.state === 'active' && (
            <Notice tone="waiting">{say(evergreen.problem)}</Notice>
          )}
          <ProblemNotice error={remove.error ?? (changing ? undefined : save.error)} />
          {may('plan') && (
            <div className="row tight">
              <Button size="xs" variant="default" onClick={() => setChanging(true)}>
                {t('automatic.change')}
              </Button>
              <Button
                size="xs"
                variant="subtle"
                loading={save.isPending}
                onClick={() => save.mutate({ state: evergreen.state === 'active' ? 'paused' : 'active' })}
              >
                {t(evergreen.state === 'active' ? 'repeat.action.pause' : 'repeat.action.resume')}
              </Button>
              <Button size="xs" variant="subtle" loading={remove.isPending} onClick={() => remove.mutate()}>
                {t('automatic.remove')}
              </Button>
            </div>
          )}
        </div>
      </article>
      <Modal
        opened={changing}
        onClose={() => setChanging(false)}
        title={t('automatic.rounds')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <RoundForm
          start={formOf(evergreen, times.timeZone)}
          busy={save.isPending}
          error={save.error}
          label={t('common.save')}
          onSave={(change) => save.mutate(change)}
        />
      </Modal>
    </li>
  )
}

function AddRound({ onDone }: { onDone(): void }) {
  const { t } = useTranslation()
  const add = useMutation({
    mutationFn: (body: Omit<EvergreenChange, 'state'>) => ask('/api/evergreen', { method: 'POST', body }),
    onSettled: () => refreshRoom('deliveries'),
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
