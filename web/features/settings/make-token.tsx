import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EditorMade, Editors } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { editorsQuery, queryClient } from '../../base/queries.ts'
import { useMe } from '../../base/session.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'

type Scope = Editors['scopeNames'][number]['scope']
type Made = EditorMade & { name: string }

interface Props {
  names: Editors['scopeNames']
  onClose(): void
}

/** A token for an app that takes one by hand: what for, what it may, how long; then the token, once. */
export function MakeToken({ names, onClose }: Props) {
  const { t } = useTranslation()
  const [made, setMade] = useState<Made>()
  return (
    <Dialog onClose={onClose} title={made ? t('editors.madeTitle', { name: made.name }) : t('editors.make')}>
      {made ? <Token made={made} onClose={onClose} /> : <TokenForm names={names} onMade={setMade} onClose={onClose} />}
    </Dialog>
  )
}

const lifetimes = [0, 30, 90, 365]

interface ScopesProps {
  names: Editors['scopeNames']
  chosen: readonly Scope[]
  error: string | null
  onChange(chosen: readonly Scope[]): void
}

function Scopes({ names, chosen, error, onChange }: ScopesProps) {
  const { t } = useTranslation()
  const say = useSay()
  return (
    <Checkbox.Group
      label={t('editors.scopes')}
      value={[...chosen]}
      error={error}
      onChange={(wanted) => onChange(wanted as Scope[])}
    >
      <div className="stack" style={{ gap: 12, paddingTop: 8 }}>
        {names.map((one) => (
          <Checkbox key={one.scope} value={one.scope} label={say(one.name)} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

function Lifetime({ days, onChange }: { days: number; onChange(days: number): void }) {
  const { t } = useTranslation()
  return (
    <NativeSelect
      label={t('editors.ends')}
      value={String(days)}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
      data={lifetimes.map((count) => ({
        value: String(count),
        label: count ? t('editors.endsDays', { count }) : t('editors.endsNever'),
      }))}
    />
  )
}

function TokenForm({ names, onMade, onClose }: Props & { onMade(made: Made): void }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly Scope[]>(['create', 'draft', 'update', 'media'])
  const [days, setDays] = useState(0)
  const [checked, setChecked] = useState(false)
  const make = useMutation({
    mutationFn: () =>
      ask<EditorMade>('/api/editors', {
        method: 'POST',
        body: { name: name.trim(), scopes, ...(days ? { days } : {}) },
      }),
    onSuccess: async (answer) => {
      await queryClient.invalidateQueries({ queryKey: editorsQuery.queryKey })
      onMade({ ...answer, name: name.trim() })
    },
  })
  return (
    <form
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if (name.trim() && scopes.length > 0) make.mutate()
      }}
    >
      <TextInput
        data-autofocus
        label={t('editors.name')}
        description={t('editors.nameHint')}
        placeholder="iA Writer"
        autoComplete="off"
        maxLength={100}
        value={name}
        error={checked && !name.trim() ? t('editors.nameMissing') : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Scopes
        names={names}
        chosen={scopes}
        error={checked && scopes.length === 0 ? t('editors.scopesMissing') : null}
        onChange={setScopes}
      />
      <Lifetime days={days} onChange={setDays} />
      <ProblemNotice error={make.error} />
      <div className="row">
        <Button type="submit" loading={make.isPending}>
          {t('editors.make')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}

function Token({ made: { token }, onClose }: { made: Made; onClose(): void }) {
  const { t } = useTranslation()
  const { home, workspace } = useMe()
  const blog = `${workspace?.blog ?? home}/`
  return (
    <div className="stack">
      <p>{t('editors.once')}</p>
      <p className="token">
        <CopyText text={token} />
      </p>
      <p className="small quiet">{t('editors.putApp')}</p>
      <p className="small quiet">{t('editors.putShpub')}</p>
      <p className="token lines">
        <CopyText text={`[blog]\nserver=${blog}\nuser=${blog}\ntoken=${token}\ndefault=1`} />
      </p>
      <div>
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </div>
  )
}
