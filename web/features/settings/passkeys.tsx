import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Security } from '../../../src/http/api.ts'
import { ask, asProblem } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { addPasskey, knowsPasskeys } from '../../base/passkeys.ts'
import { queryClient, securityQuery } from '../../base/queries.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Instant, ProblemNotice } from '../../ui/parts.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { toast } from '../../ui/toasts.tsx'
import { deviceName } from './device-name.ts'

type Passkey = Security['passkeys'][number]

const keep = (security: Security) => queryClient.setQueryData(securityQuery.queryKey, security)

/** Devices that open the door without a password: added, called something, removed. */
export function Passkeys({ passkeys }: { passkeys: readonly Passkey[] }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <section className="fields" aria-labelledby="passkeys">
      <div className="stack tight">
        <h2 id="passkeys">{t('security.passkeys')}</h2>
        <p className="small quiet">{t('security.passkeysLead')}</p>
      </div>
      {passkeys.length > 0 && (
        <ul className="plain stack">
          {passkeys.map((passkey) => (
            <Row key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {!knowsPasskeys() ? (
        <p className="small">{t('security.passkeysNotHere')}</p>
      ) : open ? (
        <Add onClose={() => setOpen(false)} />
      ) : (
        <div>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('security.passkeyAdd')}
          </Button>
        </div>
      )}
    </section>
  )
}

function Row({ passkey }: { passkey: Passkey }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<'rename' | 'remove'>()
  const { name, since } = passkey
  const close = () => setAsked(undefined)
  return (
    <li className="row" style={{ justifyContent: 'space-between', flexWrap: 'nowrap' }}>
      <span className="stack tight" style={{ minWidth: 0 }}>
        <span className="medium" style={{ overflowWrap: 'anywhere' }}>
          {name}
        </span>
        {since && (
          <span className="small quiet">
            {t('security.since')} <Instant at={since} />
          </span>
        )}
      </span>
      <span className="row" style={{ gap: 4, flexWrap: 'nowrap' }}>
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-label={t('security.passkeyRename', { name })}
          onClick={() => setAsked('rename')}
        >
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-label={t('security.passkeyRemove', { name })}
          onClick={() => setAsked('remove')}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </span>
      {asked === 'rename' && <Rename passkey={passkey} onClose={close} />}
      {asked === 'remove' && <Remove passkey={passkey} onClose={close} />}
    </li>
  )
}

function Rename({ passkey, onClose }: { passkey: Passkey; onClose(): void }) {
  const { t } = useTranslation()
  const [name, setName] = useState(passkey.name)
  const save = useMutation({
    mutationFn: () =>
      ask<Security>(`/api/security/passkeys/${passkey.id}`, { method: 'PATCH', body: { name: name.trim() } }),
    onSuccess: (security) => {
      keep(security)
      onClose()
    },
  })
  return (
    <Dialog onClose={onClose} title={t('security.passkeyRename', { name: passkey.name })}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) save.mutate()
        }}
      >
        <TextInput
          label={t('security.passkeyName')}
          maxLength={80}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ProblemNotice error={save.error} />
        <div className="row">
          <Button type="submit" loading={save.isPending} disabled={!name.trim()}>
            {t('common.save')}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Remove({ passkey, onClose }: { passkey: Passkey; onClose(): void }) {
  const { t } = useTranslation()
  const remove = useMutation({
    mutationFn: () => ask<Security>(`/api/security/passkeys/${passkey.id}`, { method: 'DELETE' }),
    onSuccess: (security) => {
      keep(security)
      toast(t('security.passkeyRemoved', { name: passkey.name }))
      onClose()
    },
  })
  return (
    <Dialog onClose={onClose} title={t('security.passkeyRemove', { name: passkey.name })}>
      <div className="stack">
        <p>{t('security.passkeyRemoveLead')}</p>
        <ProblemNotice error={remove.error} />
        <div className="row">
          <Button loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('security.passkeyRemoveYes')}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function Add({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const say = useSay()
  const [name, setName] = useState(() => deviceName(navigator.userAgent) ?? '')
  const [current, setCurrent] = useState('')
  const [checked, setChecked] = useState(false)
  const add = useMutation({
    mutationFn: () => addPasskey(name.trim(), current),
    onSuccess: (security) => {
      keep(security)
      onClose()
      toast(t('security.passkeyAdded'))
    },
  })
  const problem = add.error ? asProblem(add.error) : undefined
  const served = problem?.field === 'current' ? say(problem.words) : null
  return (
    <form
      className="fields"
      noValidate
      aria-label={t('security.passkeys')}
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if (name.trim() && current) add.mutate()
      }}
    >
      <TextInput
        label={t('security.passkeyName')}
        description={t('security.passkeyNameHint')}
        maxLength={80}
        autoFocus
        value={name}
        error={checked && !name.trim() ? t('security.passkeyNameMissing') : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordField
        label={t('security.current')}
        autoComplete="current-password"
        value={current}
        error={(checked && !current && t('security.currentMissing')) || served}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      {problem && !served && <ProblemNotice error={problem} />}
      <div className="row">
        <Button type="submit" loading={add.isPending}>
          {t('security.passkeyGo')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
