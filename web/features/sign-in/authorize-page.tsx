import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EditorAllowed, EditorAsking } from '../../../src/http/api.ts'
import { ask, asProblem } from '../../base/api.ts'
import { setLanguage, useLanguage, useSay } from '../../base/i18n.ts'
import { useMe } from '../../base/session.tsx'
import { LanguageChoice } from '../../ui/language-choice.tsx'
import { useTitle } from '../../ui/page.tsx'
import { ListShape, Notice, ProblemNotice } from '../../ui/parts.tsx'

type Asked = Record<string, string>
type Scope = EditorAsking['scopes'][number]['scope']

const names = [
  'response_type',
  'client_id',
  'redirect_uri',
  'state',
  'code_challenge',
  'code_challenge_method',
  'scope',
  'me',
]

/** What the editor says, as it stands in the address that it sent the person to. */
function readAsked(text: string): Asked {
  const said = new URLSearchParams(text)
  return Object.fromEntries(names.flatMap((name) => (said.has(name) ? [[name, said.get(name) ?? '']] : [])))
}

/** An app asks to write on the blog: who it is, what it would do, and the person's word. */
export function AuthorizePage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const text = useSearch({ strict: false, select: ({ asked }) => String(asked ?? '') })
  const asked = readAsked(text)
  const { data, error } = useQuery({
    queryKey: ['authorize', text],
    queryFn: () => ask<EditorAsking>('/api/editors/ask', { method: 'POST', body: asked }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const title = data ? t(data.scopes.length ? 'editors.wants' : 'editors.wantsWho', data.client) : t('editors.lead')
  useTitle(title)
  return (
    <div className="centre">
      <main className="fields">
        <header className="stack tight">
          {data && <p className="small quiet">{t('editors.lead')}</p>}
          <h1>{title}</h1>
        </header>
        {!data && !error && <ListShape rows={3} />}
        {error && <Refused error={error} />}
        {data && <Decide asking={data} asked={asked} />}
        <LanguageChoice value={language} onChange={setLanguage} />
      </main>
    </div>
  )
}

/** It can't be granted: what is wrong, and the ways out. */
function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { back } = asProblem(error)
  return (
    <>
      <ProblemNotice error={error} />
      <div className="row">
        <Button onClick={() => void navigate({ to: '/settings/editors' })}>{t('editors.make')}</Button>
        {back && (
          <Button variant="default" onClick={() => window.location.assign(back)}>
            {t('editors.back')}
          </Button>
        )}
      </div>
    </>
  )
}

function Decide({ asking, asked }: { asking: EditorAsking; asked: Asked }) {
  const { t } = useTranslation()
  const { user } = useMe()
  const { client, answersTo, scopes, blogs, refusal } = asking
  const [blogId, setBlogId] = useState(blogs[0]?.workspaceId ?? '')
  const [unwanted, setUnwanted] = useState<readonly Scope[]>([])
  const [checked, setChecked] = useState(false)
  const blog = blogs.find(({ workspaceId }) => workspaceId === blogId)
  const chosen = scopes.map(({ scope }) => scope).filter((one) => blog?.scopes.includes(one) && !unwanted.includes(one))
  const allow = useMutation({
    mutationFn: () =>
      ask<EditorAllowed>('/api/editors/allow', {
        method: 'POST',
        body: { asked, workspaceId: blogId, scopes: chosen },
      }),
    onSuccess: ({ back }) => window.location.assign(back),
  })
  if (allow.isSuccess) return <Leaving name={client.name} />
  const none = scopes.length > 0 && chosen.length === 0
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if (!none) allow.mutate()
      }}
    >
      <p className="quiet">{t('editors.at', { address: client.id, answer: answersTo })}</p>
      {!client.known && (
        <Notice tone={client.local ? 'plain' : 'needs'}>{t(client.local ? 'editors.local' : 'editors.unknown')}</Notice>
      )}
      <BlogChoice blogs={blogs} value={blogId} onChange={setBlogId} />
      {scopes.length > 0 ? (
        <ScopeChoice
          scopes={scopes}
          possible={blog?.scopes ?? []}
          chosen={chosen}
          error={checked && none ? t('editors.scopesMissing') : null}
          onChange={(wanted) => setUnwanted(scopes.map(({ scope }) => scope).filter((one) => !wanted.includes(one)))}
        />
      ) : (
        <p>{t('editors.whoOnly')}</p>
      )}
      <ProblemNotice error={allow.error} />
      <div className="row">
        <Button type="submit" loading={allow.isPending}>
          {t('editors.allow')}
        </Button>
        <Button variant="default" onClick={() => window.location.assign(refusal)}>
          {t('editors.refuse')}
        </Button>
      </div>
      <p className="small quiet">{t('editors.as', { email: user?.email ?? '' })}</p>
    </form>
  )
}

/** On its way: a browser stays where it is when an app of the device takes the address. */
function Leaving({ name }: { name: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <div className="stack" role="status">
      <p className="strong">{t('editors.leaving', { name })}</p>
      <p className="quiet">{t('editors.leavingHint')}</p>
      <div>
        <Button variant="default" onClick={() => void navigate({ to: '/' })}>
          {t('editors.toPanel')}
        </Button>
      </div>
    </div>
  )
}

function BlogChoice({
  blogs,
  value,
  onChange,
}: {
  blogs: EditorAsking['blogs']
  value: string
  onChange(workspaceId: string): void
}) {
  const { t } = useTranslation()
  const labelOf = ({ me, name }: EditorAsking['blogs'][number]) => `${me.replace(/^https?:\/\/|\/$/g, '')} · ${name}`
  const [only, ...others] = blogs
  if (only && others.length === 0)
    return (
      <p>
        <span className="quiet">{t('editors.blog')}</span> <span className="strong">{labelOf(only)}</span>
      </p>
    )
  return (
    <NativeSelect
      label={t('editors.blog')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={blogs.map((blog) => ({ value: blog.workspaceId, label: labelOf(blog) }))}
    />
  )
}

interface ScopeProps {
  scopes: EditorAsking['scopes']
  possible: readonly Scope[]
  chosen: readonly Scope[]
  error: string | null
  onChange(chosen: readonly Scope[]): void
}

/** What one's own role lacks can't be given on: it is said, and left out. */
function ScopeChoice({ scopes, possible, chosen, error, onChange }: ScopeProps) {
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
        {scopes.map(({ scope, name }) => {
          const given = possible.includes(scope)
          return (
            <Checkbox
              key={scope}
              value={scope}
              label={say(name)}
              disabled={!given}
              {...(given ? {} : { description: t('editors.notYours') })}
            />
          )
        })}
      </div>
    </Checkbox.Group>
  )
}
