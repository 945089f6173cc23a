import './post.css'
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconChevronDown } from '@tabler/icons-react'
import { memo, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../src/http/api.ts'
import { useLanguage, useSay } from '../base/i18n.ts'
import { optionWords } from './option-words.ts'
import { Options } from './options.tsx'
import type { Version, Written } from './versions.ts'

/** What stands beside the words of a version. */
type Beside = Pick<Version, 'warning' | 'language' | 'numbered'>

/** Languages that people post in here most; the blog's own language goes along where none is chosen. */
const languages = ['id', 'en', 'jv', 'su', 'ms', 'ar', 'zh', 'ja', 'nl']

/** A warning, the numbering of messages, the language: for whichever version is open. */
function BesideFields({ beside, onChange }: { beside: Beside; onChange(change: Partial<Version>): void }) {
  const { t } = useTranslation()
  const names = new Intl.DisplayNames([useLanguage()], { type: 'language' })
  return (
    <div className="stack" style={{ gap: 12 }}>
      <div className="halves">
        <TextInput
          label={t('posts.warning')}
          description={t('posts.warningMeans')}
          maxLength={500}
          value={beside.warning}
          onChange={(event) => onChange({ warning: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('posts.language')}
          description={t('posts.languageHint')}
          value={beside.language}
          data={[
            { value: '', label: t('posts.languageBrand') },
            ...languages.map((code) => ({ value: code, label: names.of(code) ?? code })),
          ]}
          onChange={(event) => onChange({ language: event.currentTarget.value })}
        />
      </div>
      <Checkbox
        label={t('posts.numbered')}
        description={t('posts.numberedHint')}
        checked={beside.numbered}
        onChange={(event) => onChange({ numbered: event.currentTarget.checked })}
      />
    </div>
  )
}

interface OptionsProps {
  /** Those whose options are shown: all that are switched on, or the one whose version is open. */
  channels: readonly Channel[]
  names: ReadonlyMap<string, string>
  options: Written['options']
  beside: Beside
  onOption(channelId: string, name: string, value: string): void
  onChange(change: Partial<Version>): void
}

/** What is chosen, in one line: by channel, then for the words themselves. */
function useSummary({ channels, names, options, beside }: OptionsProps): string {
  const { t } = useTranslation()
  const say = useSay()
  const language = new Intl.DisplayNames([useLanguage()], { type: 'language' })
  const chosen = channels.flatMap((channel) => {
    const words = optionWords(channel, options[channel.id] ?? {}, say)
    return words.length ? [`${names.get(channel.id)}: ${words.join(', ')}`] : []
  })
  return [
    ...chosen,
    ...(beside.warning.trim() ? [t('posts.warningShown', { warning: beside.warning })] : []),
    ...(beside.language ? [language.of(beside.language) ?? beside.language] : []),
    ...(beside.numbered ? [t('posts.numberedShort')] : []),
  ].join(' · ')
}

/** What networks want to know besides the words: one line that says it, and opens to the fields. */
export const NetworkOptions = memo(function NetworkOptions(props: OptionsProps) {
  const { channels, options, beside, onOption, onChange } = props
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const region = useId()
  const summary = useSummary(props)
  return (
    <section className="network-options" aria-label={t('posts.options')}>
      <button
        type="button"
        className="network-options-line"
        aria-expanded={open}
        aria-controls={region}
        onClick={() => setOpen(!open)}
      >
        <IconAdjustmentsHorizontal size={18} aria-hidden />
        <span className="strong">{t('posts.options')}</span>
        <span className="grow clip quiet">{summary || t('posts.optionsNone')}</span>
        <IconChevronDown size={18} aria-hidden className="chevron" />
      </button>
      <div id={region} className="network-options-fields">
        {open && (
          <>
            {channels.map((channel) => (
              <Options
                key={channel.id}
                channel={channel}
                content={{ options: { ...options[channel.id] } }}
                onChange={(next) => {
                  for (const [name, value] of Object.entries(next.options ?? {})) onOption(channel.id, name, value)
                }}
              />
            ))}
            <BesideFields beside={beside} onChange={onChange} />
          </>
        )}
      </div>
    </section>
  )
})
