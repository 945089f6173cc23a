import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Editor, Editors } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { editorsQuery, queryClient } from '../../base/queries.ts'
import { useMay, useMe, useTimes } from '../../base/session.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import './editors.css'
import { MakeToken } from './make-token.tsx'
import { SettingsNav } from './settings-nav.tsx'

const keep = (editors: Editors) => queryClient.setQueryData(editorsQuery.queryKey, editors)

/** Apps that write on the blog beside the panel: which are let in, what they may, and how one connects another. */
export function EditorsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const { data, error, refetch } = useQuery(editorsQuery)
  const [making, setMaking] = useState(false)
  const make = may('write') && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} disabled={!data} onClick={() => setMaking(true)}>
      {t('editors.make')}
    </Button>
  )
  return (
    <Page title={t('shell.settings')}>
      <SettingsNav />
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      <div className="stack" style={{ gap: 32 }}>
        <section className="stack" aria-labelledby="editors">
          <div className="row apart">
            <h2 id="editors">{t('editors.title')}</h2>
            {data && data.editors.length > 0 && make}
          </div>
          <p className="quiet editors-lead">{t('editors.intro')}</p>
          {data ? <EditorList data={data} make={make} /> : !error && <ListShape rows={2} />}
        </section>
        {data && <HowTo endpoint={data.endpoint} />}
      </div>
      {making && data && <MakeToken names={data.scopeNames} onClose={() => setMaking(false)} />}
    </Page>
  )
}

function EditorList({ data, make }: { data: Editors; make: ReactNode }) {
  const { t } = useTranslation()
  const restore = async (one: Editor) => {
    keep(await ask<Editors>(`/api/editors/${one.id}/restore`, { method: 'POST' }))
    toast(t('editors.restored', { name: one.name }))
  }
  const withdraw = useMutation({
    mutationFn: (one: Editor) => ask<Editors>(`/api/editors/${one.id}`, { method: 'DELETE' }),
    onSuccess: (left, one) => {
      keep(left)
      toast(t('editors.withdrawn', { name: one.name }), { undo: () => restore(one) })
    },
  })
  if (data.editors.length === 0)
    return (
      <Empty type="¶" action={make}>
        {t('editors.none')}
      </Empty>
    )
  return (
    <>
      <ProblemNotice error={withdraw.error} />
      <ul className="plain editors">
        {data.editors.map((one) => (
          <Row
            key={one.id}
            editor={one}
            names={data.scopeNames}
            busy={withdraw.isPending}
            onWithdraw={() => withdraw.mutate(one)}
          />
        ))}
      </ul>
    </>
  )
}

interface RowProps {
  editor: Editor
  names: Editors['scopeNames']
  busy: boolean
  onWithdraw(): void
}

function Row({ editor, names, busy, onWithdraw }: RowProps) {
  const { t, i18n } = useTranslation()
  const say = useSay()
  const { name, address, scopes, by, mine } = editor
  const host = address === null ? t('editors.byHand') : hostIn(address)
  const whence = host === name ? '' : host
  const may = names.filter(({ scope }) => scopes.includes(scope)).map((one) => lowered(say(one.name), i18n.language))
  return (
    <li className="editor">
      <div className="stack tight grow">
        <span className="strong">{name}</span>
        <span className="small quiet">
          {whence && `${whence} · `}
          {!mine && by && `${t('editors.of', { name: by })} · `}
          <Use editor={editor} />
        </span>
        <span className="small">
          {t('editors.can')} {may.join('; ')}
        </span>
      </div>
      <Button variant="subtle" size="compact-sm" disabled={busy} onClick={onWithdraw}>
        {t('editors.withdraw')}
        <span className="hidden-but-read">: {name}</span>
      </Button>
    </li>
  )
}

/** When it was used last, and when it ends. */
function Use({ editor: { usedAt, expiresAt } }: { editor: Editor }) {
  const { t } = useTranslation()
  const times = useTimes()
  const used = usedAt ? t('editors.used', { time: times.ago(usedAt) }) : t('editors.unused')
  return (
    <>
      {used}
      {expiresAt && `, ${t('editors.until', { time: times.time(expiresAt) })}`}
    </>
  )
}

const hostIn = (address: string) => (URL.canParse(address) ? new URL(address).host : address)

const lowered = (words: string, language: string) => words.charAt(0).toLocaleLowerCase(language) + words.slice(1)

/** The two ways in, with what one has to type there. */
function HowTo({ endpoint }: { endpoint: string }) {
  const { t } = useTranslation()
  const { home, workspace } = useMe()
  const blog = `${workspace?.blog ?? home}/`
  return (
    <section className="stack editors-lead" aria-labelledby="how">
      <h2 id="how">{t('editors.how')}</h2>
      <div className="stack tight">
        <p>{t('editors.howSelf')}</p>
        <p>
          <CopyText text={blog} />
        </p>
      </div>
      <div className="stack tight">
        <p>{t('editors.howToken')}</p>
        <p>
          <CopyText text={endpoint} />
        </p>
      </div>
    </section>
  )
}
