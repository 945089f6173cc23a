import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Security, TwoFactorBegun } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { queryClient, securityQuery } from '../../base/queries.ts'
import { ProblemNotice } from '../../ui/parts.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { toast } from '../../ui/toasts.tsx'

/** Codes of an app besides the password: turned on in two steps, and off with the password. */
export function AppCodes({ on }: { on: boolean }) {
  const { t } = useTranslation()
  const [begun, setBegun] = useState<TwoFactorBegun>()
  return (
    <section className="fields" aria-labelledby="app-codes">
      <div className="stack tight">
        <h2 id="app-codes">{t('security.codes')}</h2>
        <p className="small quiet">{on ? t('security.codesOn') : t('security.codesLead')}</p>
      </div>
      {on ? (
        <TurnOff />
      ) : begun ? (
        <Confirm begun={begun} onDone={() => setBegun(undefined)} />
      ) : (
        <Begin onBegun={setBegun} />
      )}
    </section>
  )
}

function WithPassword(props: { error: unknown; busy: boolean; label: string; onSubmit(current: string): void }) {
  const { t } = useTranslation()
  const [current, setCurrent] = useState('')
  return (
    <form
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (current) props.onSubmit(current)
      }}
    >
      <PasswordField
        label={t('security.current')}
        autoComplete="current-password"
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <ProblemNotice error={props.error} />
      <div>
        <Button type="submit" variant="default" loading={props.busy}>
          {props.label}
        </Button>
      </div>
    </form>
  )
}

function Begin({ onBegun }: { onBegun(begun: TwoFactorBegun): void }) {
  const { t } = useTranslation()
  const begin = useMutation({
    mutationFn: (current: string) =>
      ask<TwoFactorBegun>('/api/security/two-factor', { method: 'POST', body: { current } }),
    onSuccess: onBegun,
  })
  return (
    <WithPassword error={begin.error} busy={begin.isPending} label={t('security.codesBegin')} onSubmit={begin.mutate} />
  )
}

function TurnOff() {
  const { t } = useTranslation()
  const off = useMutation({
    mutationFn: (current: string) =>
      ask<Security>('/api/security/two-factor/off', { method: 'POST', body: { current } }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: securityQuery.queryKey })
      toast(t('security.codesAreOff'))
    },
  })
  return <WithPassword error={off.error} busy={off.isPending} label={t('security.codesOff')} onSubmit={off.mutate} />
}

function Numbered({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li className="stack tight">
      <span className="medium strong">{title}</span>
      {children}
    </li>
  )
}

/** The key, for whoever can’t scan. */
function SecretKey({ secret }: { secret: string }) {
  const { t } = useTranslation()
  return (
    <div className="row" style={{ gap: 10 }}>
      <code className="grow" style={{ overflowWrap: 'anywhere' }}>
        {secret}
      </code>
      {/* Browsers give the clipboard to pages of https and of this machine only; elsewhere one marks the key by hand. */}
      {navigator.clipboard && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void navigator.clipboard.writeText(secret).then(() => toast(t('security.keyCopied')))}
        >
          {t('security.copyKey')}
        </Button>
      )}
    </div>
  )
}

/** Kept by hand, or with one press where the browser gives the clipboard to this page. */
function RecoveryCodes({ codes }: { codes: string }) {
  const { t } = useTranslation()
  return (
    <>
      <pre className="small" style={{ whiteSpace: 'pre-wrap', margin: 0 }}>
        {codes}
      </pre>
      {navigator.clipboard && (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void navigator.clipboard.writeText(codes).then(() => toast(t('security.codesCopied')))}
          >
            {t('security.copyCodes')}
          </Button>
        </div>
      )}
    </>
  )
}

function Confirm({ begun, onDone }: { begun: TwoFactorBegun; onDone(): void }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const confirm = useMutation({
    mutationFn: () => ask<Security>('/api/security/two-factor', { method: 'PUT', body: { code: code.trim() } }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: securityQuery.queryKey })
      toast(t('security.codesAreOn'))
      onDone()
    },
  })
  return (
    <form
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (code.trim().length >= 6) confirm.mutate()
      }}
    >
      <ol className="stack" style={{ paddingInlineStart: 20, margin: 0 }}>
        <Numbered title={t('security.stepApp')}>
          <QrCode text={begun.address} label={t('security.qr')} />
          <a href={begun.address}>{t('security.openApp')}</a>
          <SecretKey secret={begun.secret} />
        </Numbered>
        <Numbered title={t('security.stepKeep')}>
          <RecoveryCodes codes={begun.recoveryCodes.join('\n')} />
        </Numbered>
        <Numbered title={t('security.stepCode')}>
          <TextInput
            name="code"
            label={t('security.code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={10}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </Numbered>
      </ol>
      <ProblemNotice error={confirm.error} />
      <div className="row">
        <Button type="submit" loading={confirm.isPending}>
          {t('security.codesTurnOn')}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
