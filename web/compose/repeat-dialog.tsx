import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PostCreate, Series, SeriesDates } from '../../src/http/api.ts'
import { ask } from '../base/api.ts'
import { useSay } from '../base/i18n.ts'
import { refreshTopic } from '../base/queries.ts'
import { useTimes } from '../base/session.tsx'
import { fromLocalInput, wallOf } from '../base/times.ts'
import { DayField } from '../ui/day-field.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Instant, Notice, ProblemNotice } from '../ui/parts.tsx'
import { toast } from '../ui/toasts.tsx'
import { pickedInstant, tomorrowAtNine, WhenPicker } from '../ui/when-picker.tsx'
import { daysWith, firstOn, type RepeatForm, ruleOf } from './repeat-rule.ts'
import { RhythmFields } from './rhythm-fields.tsx'

type Texts = PostCreate['texts']

/** How often it comes again, and how it ends. */
function Rhythm({ form, onChange }: { form: RepeatForm; onChange(form: RepeatForm): void }) {
  const { t } = useTranslation()
  return (
    <>
      <RhythmFields form={form} onChange={onChange} />
      <div className="row">
        <NativeSelect
          label={t('repeat.endLabel')}
          value={form.end}
          data={(['times', 'until'] as const).map((end) => ({ value: end, label: t(`repeat.end.${end}`) }))}
          onChange={(event) => onChange({ ...form, end: event.currentTarget.value as RepeatForm['end'] })}
        />
        {form.end === 'times' ? (
          <TextInput
            type="number"
            min={1}
            max={500}
            label={t('repeat.timesLabel')}
            value={Number.isNaN(form.times) ? '' : form.times}
            onChange={(event) => onChange({ ...form, times: event.currentTarget.valueAsNumber })}
          />
        ) : (
          <DayField
            label={t('repeat.untilLabel')}
            value={form.until}
            onChange={(until) => onChange({ ...form, until })}
          />
        )}
      </div>
    </>
  )
}

/** The next dates, and whether there are words for all of them. */
function Dates({ dates, words }: { dates: SeriesDates; words: number }) {
  const { t } = useTranslation()
  const missing = dates.total - words
  return (
    <div className="stack tight" role="status">
      <p className="medium strong">{t('repeat.dates', { count: dates.total })}</p>
      <ul className="plain">
        {dates.dates.map((at) => (
          <li key={at}>
            <Instant at={at} />
          </li>
        ))}
      </ul>
      {missing > 0 && <p className="small quiet">{t('repeat.missing', { count: missing })}</p>}
    </div>
  )
}

/** Versions that the channel has had lately or is to have: they would be passed over when their day comes. */
function Doubles({ dates }: { dates: SeriesDates | undefined }) {
  const { t } = useTranslation()
  const say = useSay()
  const doubles = dates?.findings.filter(({ check }) => check === 'same-words-again') ?? []
  const told = [...new Map(doubles.map((finding) => [`${finding.variant} ${finding.message.en}`, finding])).values()]
  return told.map(({ variant, message }) => (
    <Notice key={`${variant} ${message.en}`} tone="needs">
      {t('repeat.wording', { nth: variant + 1 })}: {say(message)}
    </Notice>
  ))
}

/** The same thing in other words, each for another time. */
function OtherWords({ words, onChange }: { words: string[]; onChange(words: string[]): void }) {
  const { t } = useTranslation()
  return (
    <div className="stack tight">
      <p className="medium strong">{t('repeat.otherWords')}</p>
      <p className="small quiet">{t('repeat.otherWordsWhy')}</p>
      {words.map((text, index) => (
        <Textarea
          // biome-ignore lint/suspicious/noArrayIndexKey: they are only added at the end
          key={index}
          label={t('repeat.wording', { nth: index + 2 })}
          autosize
          minRows={2}
          value={text}
          onChange={(event) => onChange(words.map((each, at) => (at === index ? event.currentTarget.value : each)))}
        />
      ))}
      <div>
        <Button size="xs" variant="default" onClick={() => onChange([...words, ''])}>
          {t('repeat.addWording')}
        </Button>
      </div>
    </div>
  )
}

function useRepeat(texts: Texts, from: Pick<PostCreate, 'articleId' | 'draftId'>) {
  const times = useTimes()
  const [local, setLocal] = useState(() => tomorrowAtNine(times.timeZone))
  const [words, setWords] = useState<string[]>([''])
  const [form, setForm] = useState<RepeatForm>(() => {
    const start = wallOf(fromLocalInput(local, times.timeZone) ?? new Date(), times.timeZone)
    const weekday = ((new Date(Date.UTC(start.year, start.month - 1, start.day)).getUTCDay() + 6) % 7) + 1
    return { every: 1, unit: 'WEEKLY', days: [weekday], end: 'times', times: 4, until: '' }
  })
  const startsAt = pickedInstant(local, times.timeZone)
  const rule = ruleOf(form, local)
  const when = rule && startsAt ? { rule, startsAt, timeZone: times.timeZone } : undefined
  const filled = words.map((text) => text.trim()).filter(Boolean)
  const variants = [{ texts }, ...filled.map((text) => ({ texts: texts.map((one) => ({ ...one, text })) }))]
  // As text: the same question is asked once, however often this is drawn.
  const [asked] = useDebouncedValue(when ? JSON.stringify({ ...when, variants, articleId: from.articleId }) : '', 350)
  const dates = useQuery({
    queryKey: ['series', 'preview', asked],
    queryFn: ({ signal }) =>
      ask<SeriesDates>('/api/series/preview', { method: 'POST', body: JSON.parse(asked), signal }),
    enabled: asked !== '',
    retry: false,
    placeholderData: (before) => before,
  })
  const save = useMutation({
    mutationFn: () => ask<Series>('/api/series', { method: 'POST', body: { ...when, variants, ...from } }),
    onSettled: () => refreshTopic('deliveries'),
  })
  // The day that is shown is the day of the first one, whichever of the two was changed.
  const changeForm = (next: RepeatForm) => {
    setForm(next)
    setLocal((before) => firstOn(before, next))
  }
  const changeLocal = (next: string) => {
    const days = daysWith(next, form)
    setForm({ ...form, days })
    setLocal(firstOn(next, { ...form, days }))
  }
  return { local, setLocal: changeLocal, words, setWords, form, setForm: changeForm, when, dates, filled, save }
}

/** When it comes again, its next dates, and its words. */
function RepeatFormBody({
  texts,
  onDone,
  ...from
}: { texts: Texts; onDone(): void } & Pick<PostCreate, 'articleId' | 'draftId'>) {
  const { t } = useTranslation()
  const repeat = useRepeat(texts, from)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        repeat.save.mutate(undefined, {
          onSuccess: () => {
            toast(t('repeat.made'))
            onDone()
          },
        })
      }}
    >
      <WhenPicker value={repeat.local} onChange={repeat.setLocal} />
      <Rhythm form={repeat.form} onChange={repeat.setForm} />
      {repeat.dates.data && !repeat.dates.error && <Dates dates={repeat.dates.data} words={repeat.filled.length + 1} />}
      <OtherWords words={repeat.words} onChange={repeat.setWords} />
      <Doubles dates={repeat.dates.data} />
      <ProblemNotice error={repeat.save.error ?? repeat.dates.error} />
      <div>
        <Button type="submit" loading={repeat.save.isPending} disabled={!repeat.when || Boolean(repeat.dates.error)}>
          {t('repeat.make')}
        </Button>
      </div>
    </form>
  )
}

/** Makes what was written come again, each time in other words: asks when, and in which. */
export function RepeatDialog({
  texts,
  articleId,
  draftId,
  onClose,
  onDone,
}: {
  texts: Texts
  articleId?: string | undefined
  /** The draft that it was: it is gone then. */
  draftId?: string | undefined
  onClose(): void
  onDone(): void
}) {
  const { t } = useTranslation()
  return (
    <Dialog onClose={onClose} title={t('repeat.title')}>
      <RepeatFormBody texts={texts} {...(articleId && { articleId })} {...(draftId && { draftId })} onDone={onDone} />
    </Dialog>
  )
}
