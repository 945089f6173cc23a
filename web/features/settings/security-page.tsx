import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Security } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { queryClient, securityQuery } from '../../base/queries.ts'
import { Page } from '../../ui/page.tsx'
import { Instant, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import { AppCodes } from './app-codes.tsx'
import { deviceName } from './device-name.ts'
import { EmailChange } from './email-change.tsx'
import { Passkeys } from './passkeys.tsx'
import { PasswordChange } from './password-change.tsx'
import { SettingsNav } from './settings-nav.tsx'
import { TeamTabs } from './team/team-tabs.tsx'

function Whence({ agent, address }: { agent: string | null; address: string | null }) {
  const { t } = useTranslation()
  const device = deviceName(agent) ?? t('security.someDevice')
  return (
    <span className="medium">
      {device}
      {address && ` · ${address}`}
    </span>
  )
}

/** Where one is signed in, and the ways to end that. */
function SignIns({ signIns }: { signIns: Security['signIns'] }) {
  const { t } = useTranslation()
  const end = useMutation({
    mutationFn: (id?: string) =>
      ask<Security>(`/api/security/sign-ins${id ? `/${encodeURIComponent(id)}` : ''}`, { method: 'DELETE' }),
    onSuccess: (security) => {
      queryClient.setQueryData(securityQuery.queryKey, security)
      toast(t('security.ended'))
    },
  })
  return (
    <section className="stack" aria-labelledby="sign-ins">
      <h2 id="sign-ins">{t('security.signIns')}</h2>
      <ProblemNotice error={end.error} />
      <ul className="stack" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {signIns.map((one) => (
          <li key={one.id} className="row" style={{ justifyContent: 'space-between' }}>
            <span className="stack tight">
              <Whence agent={one.agent} address={one.address} />
              <span className="small quiet">
                {one.here ? t('security.here') : t('security.since')} <Instant at={one.since} />
              </span>
            </span>
            {!one.here && (
              <Button
                variant="default"
                size="compact-sm"
                disabled={end.isPending}
                aria-label={t('security.endOne', { device: deviceName(one.agent) ?? t('security.someDevice') })}
                onClick={() => end.mutate(one.id)}
              >
                {t('security.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {signIns.length > 1 && (
        <div>
          <Button variant="default" loading={end.isPending} onClick={() => end.mutate(undefined)}>
            {t('security.endOthers')}
          </Button>
        </div>
      )}
    </section>
  )
}

function Log({ events }: { events: Security['events'] }) {
  const { t } = useTranslation()
  return (
    <section className="stack" aria-labelledby="security-log">
      <h2 id="security-log">{t('security.log')}</h2>
      <p className="small quiet">{t('security.logHint')}</p>
      <ul className="stack tight" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {events.map((event, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events carry no id, and are only ever read
          <li key={at} className="stack tight">
            <span className="medium strong">{t(`security.event.${event.kind}`)}</span>
            <span className="small quiet">
              <Instant at={event.at} /> · <Whence agent={event.agent} address={event.address} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One's own account: password, codes of an app, where one is signed in, what happened at the door. */
export function SecurityPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(securityQuery)
  return (
    <Page title={t('team.title')} terms={['passkey', 'recovery code']}>
      <SettingsNav />
      <TeamTabs />
      <div className="stack" style={{ gap: 32 }}>
        <ProblemNotice error={error} onRetry={() => void refetch()} />
        <PasswordChange />
        {data ? (
          <>
            <EmailChange email={data.email} change={data.emailChange} />
            <Passkeys passkeys={data.passkeys} />
            <AppCodes on={data.twoFactor} />
            <SignIns signIns={data.signIns} />
            <Log events={data.events} />
          </>
        ) : (
          !error && <ListShape />
        )}
      </div>
    </Page>
  )
}
