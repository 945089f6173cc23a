import './compose.css'
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Channel, PostContent, PostOption } from '../../src/http/api.ts'
import { useSay } from '../base/i18n.ts'
import { optionChoicesQuery } from '../base/queries.ts'
import { ProblemNotice } from '../ui/parts.tsx'

interface OptionProps {
  channel: Channel
  option: PostOption
  value: string
  onChange(value: string): void
}

/** One of several values; asked of the network where only it knows them. */
function ChoiceOption({ channel, option, value, onChange }: OptionProps) {
  const { t } = useTranslation()
  const say = useSay()
  // Where a person posts by hand, the network has nobody to tell.
  const byHand = channel.kind === 'assisted'
  const unknown = option.choices === null
  const asked = useQuery({ ...optionChoicesQuery(channel.id, option.name), enabled: unknown && !byHand })
  const choices = option.choices ?? asked.data ?? []
  if (unknown && (byHand || asked.data?.length === 0)) return null
  return (
    <>
      <NativeSelect
        label={say(option.label)}
        description={option.hint ? say(option.hint) : undefined}
        value={value}
        disabled={asked.isPending && unknown}
        data={[
          ...(option.required && value ? [] : [{ value: '', label: t('posts.optionNone') }]),
          ...choices.map((choice) => ({ value: choice.value, label: say(choice.label) })),
        ]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <ProblemNotice error={asked.error} onRetry={() => void asked.refetch()} />
    </>
  )
}

/** One option, drawn by what it can be. */
function Option(props: OptionProps) {
  const say = useSay()
  const { option, value, onChange } = props
  if (option.kind === 'choice') return <ChoiceOption {...props} />
  if (option.kind === 'switch') {
    return (
      <Checkbox
        label={say(option.label)}
        description={option.hint ? say(option.hint) : undefined}
        checked={value === 'yes'}
        onChange={(event) => onChange(event.currentTarget.checked ? 'yes' : '')}
      />
    )
  }
  return (
    <TextInput
      label={say(option.label)}
      description={option.hint ? say(option.hint) : undefined}
      value={value}
      {...(option.length && { maxLength: option.length })}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** What only this network wants to know of a post: drawn from what the server tells of it. */
export function Options({
  channel,
  content,
  onChange,
}: {
  channel: Channel
  content: PostContent
  onChange(content: PostContent): void
}) {
  const { t } = useTranslation()
  if (channel.options.length === 0) return null
  const chosen = content.options ?? {}
  return (
    <fieldset className="stack plain-fieldset" style={{ gap: 10 }}>
      <legend className="small strong">{t('posts.optionsOf', { network: channel.networkLabel })}</legend>
      {channel.options.map((option) => (
        <Option
          key={option.name}
          channel={channel}
          option={option}
          value={chosen[option.name] ?? option.initial ?? ''}
          onChange={(value) => onChange({ ...content, options: { ...chosen, [option.name]: value } })}
        />
      ))}
    </fieldset>
  )
}
