import { Button, Checkbox, NativeSelect, NumberInput, Switch } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cadence, CadencePromised } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { refreshTopic } from '../../base/queries.ts'
import { useMay, useTimes } from '../../base/session.tsx'
import { sayDate } from '../../base/times.ts'
import { DayField } from '../../ui/day-field.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'
import { TimeField } from '../../ui/time-field.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useWeekday } from '../../ui/weekday.ts'

const kinds = ['week', 'weekdays', 'day', 'month'] as const
const usual: CadencePromised = { every: 'week', times: 1, weekdays: [2], at: null, notes: false }

const save = (promise: CadencePromised | null, from?: string) =>
  ask<Cadence>('/api/cadence/promise', { method: 'PUT', body: { promise, ...(from && { from }) } })

/** What the blog promises, as a sentence; changed where it stands. */
export function PromiseSection({ cadence }: { cadence: Cadence }) {
  const { t } = useTranslation()
  const say = useSay()
  const may = useMay()
  const [open, setOpen] = useState<'promise' | 'break'>()
  const { promise } = cadence
  const close = () => setOpen(undefined)
  return (
    <section className="promise" aria-label={t('cadence.page')}>
      <div>
        <p className="promise-said">{promise?.words ? say(promise.words) : t('cadence.none')}</p>
        {promise && <Tail cadence={cadence} />}
      </div>
      {may('plan') && !open && (
        <div className="row">
          {promise && (
            <Button variant="default" onClick={() => setOpen('break')}>
              {t('cadence.takeBreak')}
            </Button>
          )}
          <Button variant={promise ? 'default' : 'filled'} onClick={() => setOpen('promise')}>
            {t(promise ? 'cadence.change' : 'cadence.make')}
          </Button>
        </div>
      )}
      {open === 'promise' && <PromiseForm cadence={cadence} onDone={close} />}
      {open === 'break' && <BreakForm today={cadence.today} onDone={close} />}
    </section>
  )
}

/** How it was kept, and what comes instead of it. */
function Tail({ cadence }: { cadence: Cadence }) {
  const { t } = useTranslation()
  const say = useSay()
  const times = useTimes()
  const { summary, streak, longest, unit, year, promise, coming, today } = cadence
  const units = (count: number) => t(`cadence.units.${unit}`, { count })
  const begins = promise && promise.counts > today && t('cadence.begins', { day: sayDate(promise.counts, times) })
  const kept =
    summary.due > 0
      ? t('cadence.kept', {
          kept: summary.kept,
          count: summary.due,
          unit: units(summary.due),
          year: String(year),
          streak,
        })
      : t('cadence.nothingYet')
  const day = coming ? sayDate(coming.counts, times) : ''
  const said = [
    begins || kept,
    summary.paused > 0 && t('cadence.paused', { count: summary.paused, unit: units(summary.paused) }),
    longest > streak && t('cadence.longest', { count: longest }),
    coming && (coming.words ? t('cadence.coming', { day, promise: say(coming.words) }) : t('cadence.ends', { day })),
  ]
  return <p className="medium quiet">{said.filter(Boolean).join(' ')}</p>
}

function PromiseForm({ cadence: { promise, coming, today }, onDone }: { cadence: Cadence; onDone(): void }) {
  const { t } = useTranslation()
  const [form, setForm] = useState(coming?.promised ?? promise?.promised ?? usual)
  const [from, setFrom] = useState('')
  const change = (part: Partial<CadencePromised>) => setForm((now) => ({ ...now, ...part }))
  const saved = useMutation({
    mutationFn: () => save(form, from || undefined),
    onSuccess: async () => {
      toast(t('cadence.changed'))
      await refreshTopic('cadence')
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saved.mutate()
  }
  return (
    <form className="promise-form fields" onSubmit={submit}>
      <PromiseFields form={form} onChange={change} />
      <DayField
        label={t('cadence.from')}
        description={t('cadence.fromHint')}
        optional
        value={from}
        {...(promise && { min: today })}
        onChange={setFrom}
      />
      <ProblemNotice error={saved.error} />
      <div className="row">
        <Button type="submit" loading={saved.isPending}>
          {t('cadence.save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        {promise?.promised && <EndPromise promise={promise} today={today} onDone={onDone} />}
      </div>
    </form>
  )
}

/** How often, on which days, when, and whether notes count. */
function PromiseFields({ form, onChange }: { form: CadencePromised; onChange(part: Partial<CadencePromised>): void }) {
  const { t } = useTranslation()
  const dayName = useWeekday('short')
  return (
    <>
      <NativeSelect
        label={t('cadence.every')}
        value={form.every}
        data={kinds.map((value) => ({ value, label: t(`cadence.everyOf.${value}`) }))}
        onChange={({ currentTarget: { value } }) => onChange({ every: kinds.find((one) => one === value) ?? 'week' })}
      />
      {form.every === 'weekdays' ? (
        <Checkbox.Group
          label={t('cadence.weekdays')}
          value={form.weekdays.map(String)}
          onChange={(days) => onChange({ weekdays: days.map(Number) })}
        >
          <div className="row">
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <Checkbox key={day} value={String(day)} label={dayName(day)} />
            ))}
          </div>
        </Checkbox.Group>
      ) : (
        <NumberInput
          label={t('cadence.times')}
          min={1}
          max={31}
          allowDecimal={false}
          clampBehavior="strict"
          value={form.times}
          onChange={(value) => onChange({ times: Number(value) || 1 })}
        />
      )}
      <TimeField label={t('cadence.at')} value={form.at ?? ''} onChange={(at) => onChange({ at: at || null })} />
      <Switch
        label={t('cadence.notes')}
        checked={form.notes}
        onChange={(event) => onChange({ notes: event.currentTarget.checked })}
      />
    </>
  )
}

/** Ended at once; the toast takes it back. */
function EndPromise({
  promise,
  today,
  onDone,
}: {
  promise: NonNullable<Cadence['promise']>
  today: string
  onDone(): void
}) {
  const { t } = useTranslation()
  const takeBack = async () => {
    // What was promised only today leaves nothing behind that could be taken back: it is promised again.
    if (promise.from >= today) await save(promise.promised, promise.from)
    else await ask(`/api/cadence/promise/${today}`, { method: 'DELETE' })
    await refreshTopic('cadence')
  }
  const end = useMutation({
    mutationFn: () => save(null),
    onSuccess: async () => {
      toast(t('cadence.ended'), { undoLabel: t('common.undo'), undo: takeBack })
      await refreshTopic('cadence')
      onDone()
    },
  })
  return (
    <>
      <Button variant="subtle" loading={end.isPending} onClick={() => end.mutate()}>
        {t('cadence.end')}
      </Button>
      <ProblemNotice error={end.error} />
    </>
  )
}

function BreakForm({ today, onDone }: { today: string; onDone(): void }) {
  const { t } = useTranslation()
  const [first, setFirst] = useState(today)
  const [last, setLast] = useState('')
  const taken = useMutation({
    mutationFn: () => ask('/api/cadence/breaks', { method: 'POST', body: { first, last: last || first } }),
    onSuccess: async () => {
      await refreshTopic('cadence')
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    taken.mutate()
  }
  return (
    <form className="promise-form fields" onSubmit={submit}>
      <p className="quiet">{t('cadence.breakHint')}</p>
      <DayField label={t('cadence.first')} value={first} min={today} onChange={setFirst} />
      <DayField label={t('cadence.last')} value={last} min={first} onChange={setLast} />
      <ProblemNotice error={taken.error} />
      <div className="row">
        <Button type="submit" loading={taken.isPending}>
          {t('cadence.takeBreak')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
