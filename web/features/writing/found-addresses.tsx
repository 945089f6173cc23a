import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article, ArticleAddresses, ArticleFound } from '../../../src/http/api.ts'
import { ask, asProblem } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { queryClient } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { toast } from '../../ui/toasts.tsx'

const changed = (id: string, method: 'POST' | 'DELETE', path: string) => {
  const address = `/api/articles/${id}/addresses`
  const asked =
    method === 'POST'
      ? ask<ArticleAddresses>(address, { method, body: { path } })
      : ask<ArticleAddresses>(`${address}?path=${encodeURIComponent(path)}`, { method })
  return asked.then(({ earlier }) =>
    queryClient.setQueriesData<ArticleFound>({ queryKey: ['articles', id, 'found'] }, (found) =>
      found ? { ...found, earlier } : found,
    ),
  )
}

/** Its own address, and those that lead there: taken away, brought back, added. */
export function Addresses({ article, found: { canonical, earlier } }: { article: Article; found: ArticleFound }) {
  const { t } = useTranslation()
  const mine = useMay()('publish', article.by)
  return (
    <section className="stack tight" aria-labelledby="found-addresses">
      <h3 id="found-addresses">{t('found.addresses')}</h3>
      <p className="small quiet">{t('found.canonical')}</p>
      <code className="small found-address">{canonical}</code>
      <p className="small quiet">{earlier.length ? t('found.earlier') : t('found.earlierNone')}</p>
      {earlier.length > 0 && (
        <ul className="list">
          {earlier.map((path) => (
            <li key={path} className="row apart found-row">
              <code className="small found-address">{path}</code>
              {mine && <Remove id={article.id} path={path} />}
            </li>
          ))}
        </ul>
      )}
      {mine && <Add id={article.id} />}
    </section>
  )
}

function Remove({ id, path }: { id: string; path: string }) {
  const { t } = useTranslation()
  const say = useSay()
  const remove = useMutation({
    mutationFn: () => changed(id, 'DELETE', path),
    onSuccess: () =>
      toast(t('found.addressRemoved', { path }), {
        undo: async () => {
          await changed(id, 'POST', path)
        },
      }),
    onError: (error) => toast(say(asProblem(error).words)),
  })
  return (
    <ActionIcon
      size={44}
      variant="subtle"
      color="var(--ink)"
      loading={remove.isPending}
      aria-label={`${t('found.addressRemove')}: ${path}`}
      title={t('found.addressRemove')}
      onClick={() => remove.mutate()}
    >
      <IconX size={18} aria-hidden />
    </ActionIcon>
  )
}

function Add({ id }: { id: string }) {
  const { t } = useTranslation()
  const say = useSay()
  const [path, setPath] = useState('')
  const add = useMutation({
    mutationFn: () => changed(id, 'POST', path),
    onSuccess: () => {
      setPath('')
      toast(t('found.addressAdded'))
    },
  })
  return (
    <form
      className="found-add"
      onSubmit={(event) => {
        event.preventDefault()
        if (path.trim()) add.mutate()
      }}
    >
      <TextInput
        label={t('found.addressAdd')}
        description={t('found.addressAddMeans')}
        placeholder={t('found.addressSample')}
        maxLength={1200}
        autoCapitalize="off"
        spellCheck={false}
        value={path}
        error={add.error && say(asProblem(add.error).words)}
        onChange={(event) => {
          setPath(event.currentTarget.value)
          if (add.error) add.reset()
        }}
      />
      <Button type="submit" variant="default" loading={add.isPending} disabled={!path.trim()}>
        {t('found.addressAddDo')}
      </Button>
    </form>
  )
}
