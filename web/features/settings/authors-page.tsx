import { Button, Textarea, TextInput, UnstyledButton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Author, AuthorSave, Authors } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { authorsQuery, queryClient } from '../../base/queries.ts'
import { smallPicture } from '../../base/small-picture.ts'
import { OnePicture } from '../../compose/one-picture.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import './authors.css'
import { SettingsNav } from './settings-nav.tsx'

/** Who writes on the blog: their pages, and who they are. */
export function AuthorsPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(authorsQuery)
  const [opened, setOpened] = useState<Author | 'new'>()
  const add = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setOpened('new')}>
      {t('authors.add')}
    </Button>
  )
  return (
    <Page title={t('shell.settings')}>
      <SettingsNav />
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      <section className="stack" aria-labelledby="authors">
        <div className="row apart">
          <h2 id="authors">{t('authors.title')}</h2>
          {data && data.length > 0 && add}
        </div>
        <p className="quiet">{t('authors.intro')}</p>
        {data ? <AuthorList authors={data} add={add} onOpen={setOpened} /> : !error && <ListShape />}
      </section>
      {opened && <AuthorDialog author={opened === 'new' ? undefined : opened} onClose={() => setOpened(undefined)} />}
    </Page>
  )
}

function AuthorList({ authors, add, onOpen }: { authors: Author[]; add: ReactNode; onOpen(author: Author): void }) {
  const { t } = useTranslation()
  if (authors.length === 0)
    return (
      <Empty type="Aa" action={add}>
        {t('authors.none')}
      </Empty>
    )
  return (
    <ul className="list">
      {authors.map((author) => (
        <li key={author.id}>
          <UnstyledButton className="item author-row" onClick={() => onOpen(author)}>
            <Photo picture={author.picture} />
            <span className="grow stack tight">
              <span className="strong">{author.name}</span>
              {author.bio && <span className="quiet medium clip2">{author.bio}</span>}
              <span className="small quiet">{t('authors.articles', { count: author.articles })}</span>
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}

function Photo({ picture }: { picture: string | null }) {
  return picture ? <img className="author-photo" src={smallPicture(picture)} alt="" /> : null
}

type Fields = Required<AuthorSave>

/** Saves, or deletes, and shows the list as it is then. */
function useAuthor(author: Author | undefined, onClose: () => void) {
  const { t } = useTranslation()
  const save = useMutation({
    mutationFn: (body: Fields) =>
      ask<Author>(author ? `/api/authors/${author.id}` : '/api/authors', { method: author ? 'PUT' : 'POST', body }),
    onSuccess: async ({ name }) => {
      await queryClient.invalidateQueries({ queryKey: authorsQuery.queryKey })
      toast(t('authors.saved', { name }))
      onClose()
    },
  })
  const remove = useMutation({
    mutationFn: () => ask<Authors>(`/api/authors/${author?.id}`, { method: 'DELETE' }),
    onSuccess: ({ authors }) => {
      queryClient.setQueryData(authorsQuery.queryKey, authors)
      toast(t('authors.deleted', { name: author?.name ?? '' }))
      onClose()
    },
  })
  return { save, remove }
}

function AuthorDialog({ author, onClose }: { author: Author | undefined; onClose(): void }) {
  const { t } = useTranslation()
  const { save, remove } = useAuthor(author, onClose)
  const [sure, setSure] = useState(false)
  return (
    <Dialog onClose={onClose} title={author ? t('authors.edit', { name: author.name }) : t('authors.add')}>
      <div className="stack">
        <AuthorForm author={author} busy={save.isPending} onSave={(fields) => save.mutate(fields)} />
        <ProblemNotice error={save.error ?? remove.error} />
        {author && (
          <div className="row small">
            <a href={author.permalink} target="_blank" rel="noreferrer">
              {t('authors.see')}
            </a>
            <Button
              variant="subtle"
              color="var(--failed)"
              loading={remove.isPending}
              onClick={() => (sure ? remove.mutate() : setSure(true))}
            >
              {t('authors.delete')}
            </Button>
            {sure && <span role="status">{t('authors.deleteSure')}</span>}
          </div>
        )}
      </div>
    </Dialog>
  )
}

interface FormProps {
  author: Author | undefined
  busy: boolean
  onSave(fields: Fields): void
}

function AuthorForm({ author, busy, onSave }: FormProps) {
  const { t } = useTranslation()
  const [fields, setFields] = useState<Fields>({
    name: author?.name ?? '',
    slug: author?.slug ?? '',
    bio: author?.bio ?? '',
    url: author?.url ?? '',
    picture: author?.picture ?? null,
  })
  const change = (part: Partial<Fields>) => setFields((before) => ({ ...before, ...part }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const url = fields.url.trim()
    onSave({ ...fields, url: url && !/^https?:/i.test(url) ? `https://${url}` : url })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        data-autofocus
        required
        label={t('authors.name')}
        maxLength={100}
        value={fields.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Textarea
        label={t('authors.bio')}
        description={t('authors.bioHint')}
        autosize
        minRows={2}
        maxLength={2000}
        value={fields.bio}
        onChange={(event) => change({ bio: event.currentTarget.value })}
      />
      <TextInput
        label={t('authors.url')}
        inputMode="url"
        autoCapitalize="none"
        maxLength={2000}
        value={fields.url}
        onChange={(event) => change({ url: event.currentTarget.value })}
      />
      <PhotoField picture={fields.picture} onChange={(picture) => change({ picture })} />
      <TextInput
        label={t('authors.slug')}
        description={t('authors.slugHint')}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={120}
        value={fields.slug}
        onChange={(event) => change({ slug: event.currentTarget.value.toLowerCase().replace(/\s+/g, '-') })}
      />
      <div>
        <Button type="submit" loading={busy} disabled={!fields.name.trim()}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}

function PhotoField({ picture, onChange }: { picture: string | null; onChange(picture: string | null): void }) {
  const { t } = useTranslation()
  return (
    <div className="row">
      <Photo picture={picture} />
      <OnePicture label={t('authors.pictureAdd')} onChoose={({ id }) => onChange(id)} />
      {picture && (
        <Button variant="subtle" onClick={() => onChange(null)}>
          {t('authors.pictureRemove')}
        </Button>
      )}
    </div>
  )
}
