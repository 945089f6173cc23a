import './channels.css'
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelConnected, NetworkInfo } from '../../../src/http/api.ts'
import { ask, asProblem } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { networksQuery, refreshTopic } from '../../base/queries.ts'
import { Page } from '../../ui/page.tsx'
import { ListShape, Notice, ProblemNotice } from '../../ui/parts.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { ConnectSteps } from './connect-steps.tsx'
import { NetworkList } from './network-list.tsx'

type Way = NetworkInfo['ways'][number]
type Field = Way['fields'][number]

function ConnectField({
  field,
  value,
  error,
  onChange,
}: {
  field: Field
  value: string
  error: string | null
  onChange(value: string): void
}) {
  const { t } = useTranslation()
  const say = useSay()
  const shared = {
    name: field.name,
    label: field.required ? say(field.label) : `${say(field.label)} (${t('common.optional')})`,
    description: field.hint ? say(field.hint) : undefined,
    placeholder: field.kept ? t('channels.kept') : field.placeholder && say(field.placeholder),
    required: field.required && !field.kept,
    withAsterisk: false,
    value,
    error,
    autoCapitalize: 'none',
    spellCheck: false,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  }
  if (field.type === 'password') {
    return <PasswordField {...shared} autoComplete="off" />
  }
  return <TextInput {...shared} inputMode={field.type === 'url' ? 'url' : 'text'} autoComplete="off" />
}

function useConnect(network: NetworkInfo, way: Way) {
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (form: Record<string, string>) =>
      ask<ChannelConnected>('/api/channels', {
        method: 'POST',
        body: { network: network.name, form, way: way.kind },
      }),
    onSuccess: async ({ channel, redirect, choose }) => {
      if (redirect) {
        window.location.assign(redirect)
        return
      }
      if (choose) {
        await navigate({ to: '/settings/channels/choose/$state', params: { state: choose } })
        return
      }
      await refreshTopic('channels')
      await navigate({ to: '/settings/channels', search: channel ? { connected: channel.id } : {} })
    },
  })
}

/** By the API, or in which of two ways by it. */
function wayLabel(kind: Way['kind'], ways: readonly Way[]): string {
  if (kind === 'assisted') return 'channels.wayHand'
  if (ways.filter((way) => way.kind !== 'assisted').length < 2) return 'channels.wayApi'
  return kind === 'oauth' ? 'channels.wayPage' : 'channels.wayPassword'
}

/** Over its page, with a password or by hand: where a network has more ways than one, the person chooses. */
function ConnectWays({ network, way }: { network: NetworkInfo; way: Way | undefined }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { ways } = network
  return (
    <div className="stack connect-ways">
      {ways.length > 1 && (
        <SegmentedControl
          aria-label={t('channels.way')}
          fullWidth
          value={way?.kind ?? ''}
          onChange={(kind) =>
            void navigate({ to: '/settings/channels/new', search: { network: network.name, way: kind }, replace: true })
          }
          data={ways.map(({ kind }) => ({ value: kind, label: t(wayLabel(kind, ways)) }))}
        />
      )}
      {way && <ConnectForm key={way.kind} network={network} way={way} />}
    </div>
  )
}

function ConnectForm({ network, way }: { network: NetworkInfo; way: Way }) {
  const { t } = useTranslation()
  const say = useSay()
  const { fields, kind, steps } = way
  const connect = useConnect(network, way)
  const [form, setForm] = useState(() => Object.fromEntries(fields.map(({ name, initial }) => [name, initial ?? ''])))
  const problem = connect.error ? asProblem(connect.error) : undefined
  const beside = fields.some(({ name }) => name === problem?.field)
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault()
        connect.mutate(form)
      }}
    >
      {kind === 'assisted' && <Notice>{t('channels.assistedExplain')}</Notice>}
      <ConnectSteps name={`${network.name}:${kind}`} steps={steps} />
      {fields.map((field) => (
        <ConnectField
          key={field.name}
          field={field}
          value={form[field.name] ?? ''}
          error={problem && problem.field === field.name ? say(problem.words) : null}
          onChange={(value) => setForm((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      {!beside && <ProblemNotice error={problem} />}
      <div className="row connect-acts">
        <Button
          type="submit"
          loading={connect.isPending}
          rightSection={kind === 'oauth' ? <IconExternalLink size={17} aria-hidden /> : undefined}
        >
          {kind === 'oauth'
            ? t('channels.goTo', { network: network.label })
            : t('channels.connectTo', { network: network.label })}
        </Button>
        <Button variant="subtle" component={Link} to="/settings/channels/new">
          {t('channels.other')}
        </Button>
      </div>
      {kind !== 'assisted' && <Absent network={network} />}
    </form>
  )
}

/** What its API can't do, before somebody counts on it. */
function Absent({ network: { absent } }: { network: NetworkInfo }) {
  const { t } = useTranslation()
  const say = useSay()
  const missing = Object.entries(absent)
  if (missing.length === 0) return null
  return (
    <section className="stack tight" aria-label={t('channels.absent')}>
      <h2 style={{ fontSize: 'var(--size-3)' }}>{t('channels.absent')}</h2>
      <ul className="small quiet" style={{ paddingLeft: 18 }}>
        {missing.map(([name, why]) => (
          <li key={name}>{say(why)}</li>
        ))}
      </ul>
    </section>
  )
}

/** How long it takes, what it needs and what it costs. */
function Expected({ network: { effort }, way }: { network: NetworkInfo; way: Way | undefined }) {
  const { t } = useTranslation()
  const say = useSay()
  if (way?.kind === 'assisted' && effort.level !== 'hand') return <>{t('channels.handEffort')}</>
  const about = [effort.needs, effort.cost].flatMap((words) => (words ? [say(words)] : []))
  return <>{[t(`channels.effort.${effort.level}`), ...about].join(' · ')}</>
}

/** Connects a channel: first the network, then its form. Both are drawn from what the server tells. */
export function ConnectPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/settings/channels/new' })
  const networks = useQuery(networksQuery)
  const chosen = networks.data?.find(({ name }) => name === search.network)
  const way = chosen?.ways.find(({ kind }) => kind === search.way) ?? chosen?.ways[0]
  return (
    <Page
      title={chosen ? t('channels.connectTo', { network: chosen.label }) : t('channels.connect')}
      lead={chosen && <Expected network={chosen} way={way} />}
      back={
        <Link to={chosen ? '/settings/channels/new' : '/settings/channels'}>
          {t(chosen ? 'channels.connect' : 'settings.channels')}
        </Link>
      }
    >
      <ProblemNotice error={networks.error} onRetry={() => void networks.refetch()} />
      {networks.isPending && <ListShape />}
      {chosen ? <ConnectWays network={chosen} way={way} /> : networks.data && <NetworkList networks={networks.data} />}
    </Page>
  )
}
