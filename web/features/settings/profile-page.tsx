import { Autocomplete, Button, SegmentedControl, Switch, TextInput, useMantineColorScheme } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeChange } from '../../../src/http/api.ts'
import { changeMe } from '../../base/actions.ts'
import { setLanguage, useLanguage, useSay } from '../../base/i18n.ts'
import { useMay, useMe, useNow, useTimes } from '../../base/session.tsx'
import { letterKeys, setLetterKeys } from '../../base/shortcuts.ts'
import { useStore } from '../../base/store.ts'
import { sayClock, timeZones, zoneName } from '../../base/times.ts'
import { LanguageChoice } from '../../ui/language-choice.tsx'
import { Page } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import { AnswerPromiseChoice } from './answer-promise.tsx'
import { BlogAddress } from './blog-address.tsx'
import { SettingsNav } from './settings-nav.tsx'
import { UndoChoice } from './undo-choice.tsx'

/** The three zones of Indonesia, by the names that people there know; all others are searched. */
const usualZones = [
  { value: 'Asia/Jakarta', label: 'WIB' },
  { value: 'Asia/Makassar', label: 'WITA' },
  { value: 'Asia/Jayapura', label: 'WIT' },
]

function NameAndZone({ onSave, busy }: { onSave(change: MeChange): void; busy: boolean }) {
  const { t } = useTranslation()
  const { user } = useMe()
  const times = useTimes()
  const now = useNow()
  const zones = useMemo(timeZones, [])
  const [name, setName] = useState(user?.name ?? '')
  const [zone, setZone] = useState(user?.timeZone ?? '')
  const known = zones.includes(zone)
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault()
        if (known && name.trim()) onSave({ name: name.trim(), timeZone: zone })
      }}
    >
      <TextInput
        label={t('setup.name')}
        autoComplete="name"
        maxLength={100}
        value={name}
        error={name.trim() ? null : t('setup.nameMissing')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {times.language === 'id' && (
        <SegmentedControl aria-label={t('settings.zoneUsual')} value={zone} onChange={setZone} data={usualZones} />
      )}
      <Autocomplete
        size="md"
        label={t('settings.timeZone')}
        description={t('settings.timeZoneHint', { now: `${sayClock(now, times)} ${zoneName(now, times)}` })}
        data={zones}
        limit={40}
        value={zone}
        error={known ? null : t('settings.timeZoneWrong')}
        onChange={setZone}
      />
      <div>
        <Button type="submit" loading={busy}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}

/** What this person wants to be mailed about. */
function MailPreferences({ onSave, busy }: { onSave(change: MeChange): void; busy: boolean }) {
  const { t } = useTranslation()
  const say = useSay()
  const { user, canMail } = useMe()
  if (!user) return null
  return (
    <section className="fields" aria-label={t('settings.mail')}>
      <div className="stack tight">
        <span className="medium strong">{t('settings.mail')}</span>
        <p className="small quiet">{canMail ? t('settings.mailTo', { email: user.email }) : t('settings.mailOff')}</p>
        {user.mailProblem && (
          <p className="medium">
            {t('settings.mailProblem')} {say(user.mailProblem)}
          </p>
        )}
      </div>
      <Switch
        label={t('settings.mailReminder')}
        description={t('settings.mailReminderHint')}
        disabled={!canMail || busy}
        checked={user.mail.reminder}
        onChange={(event) => onSave({ mail: { reminder: event.currentTarget.checked } })}
      />
      <Switch
        label={t('settings.mailReconnect')}
        description={t('settings.mailReconnectHint')}
        disabled={!canMail || busy}
        checked={user.mail.reconnect}
        onChange={(event) => onSave({ mail: { reconnect: event.currentTarget.checked } })}
      />
      <Switch
        label={t('cadence.mail')}
        description={t('cadence.mailHint')}
        disabled={!canMail || busy}
        checked={user.mail.gap}
        onChange={(event) => onSave({ mail: { gap: event.currentTarget.checked } })}
      />
    </section>
  )
}

/** How the panel looks and speaks for this person. */
export function ProfilePage() {
  const { t } = useTranslation()
  const may = useMay()
  const language = useLanguage()
  const { user } = useMe()
  const letters = useStore(letterKeys)
  const { setColorScheme } = useMantineColorScheme()
  const save = useMutation({ mutationFn: changeMe, onSuccess: () => toast(t('common.saved')) })
  const scheme = (value: string) => {
    const next = value === 'light' || value === 'dark' ? value : 'auto'
    setColorScheme(next)
    save.mutate({ scheme: next })
  }
  return (
    <Page title={t('shell.settings')}>
      <SettingsNav />
      <div className="stack" style={{ gap: 32 }}>
        <ProblemNotice error={save.error} />
        <section className="fields" aria-label={t('settings.appearance')}>
          <div className="stack tight">
            <span className="medium strong">{t('setup.language')}</span>
            <LanguageChoice
              value={language}
              onChange={(next) => {
                setLanguage(next)
                save.mutate({ language: next })
              }}
            />
          </div>
          <div className="stack tight">
            <span className="medium strong">{t('settings.scheme')}</span>
            <SegmentedControl
              fullWidth
              aria-label={t('settings.scheme')}
              value={user?.scheme ?? 'auto'}
              onChange={scheme}
              data={[
                { value: 'auto', label: t('settings.schemeAuto') },
                { value: 'light', label: t('settings.schemeLight') },
                { value: 'dark', label: t('settings.schemeDark') },
              ]}
            />
          </div>
          <Switch
            label={t('keys.letters')}
            description={t('keys.lettersHint')}
            checked={letters}
            onChange={(event) => setLetterKeys(event.currentTarget.checked)}
          />
        </section>
        {may('plan') && <UndoChoice />}
        {may('plan') && <AnswerPromiseChoice />}
        {may('manage') && <BlogAddress />}
        <MailPreferences busy={save.isPending} onSave={(change) => save.mutate(change)} />
        <NameAndZone busy={save.isPending} onSave={(change) => save.mutate(change)} />
      </div>
    </Page>
  )
}
