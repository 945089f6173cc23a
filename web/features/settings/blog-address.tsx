import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BlogAddress as Address } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { meQuery, queryClient, refreshTopic } from '../../base/queries.ts'
import { useMe } from '../../base/session.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

/** Where the workspace's blog is read: at the server's own address, or at a host of its own. */
export function BlogAddress() {
  const { t } = useTranslation()
  const { home, workspace } = useMe()
  if (!workspace) return null
  return (
    <section className="fields" id="blog-address" aria-label={t('blogAddress.title')}>
      {workspace.first ? (
        <TextInput
          label={t('blogAddress.title')}
          description={t('blogAddress.first')}
          value={home}
          readOnly
          variant="filled"
        />
      ) : (
        <OwnAddress key={workspace.blog} address={workspace.blog} />
      )}
    </section>
  )
}

function OwnAddress({ address }: { address: string | null }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(address ?? '')
  const save = useMutation({
    mutationFn: (change: Address) => ask<Address>('/api/blog/address', { method: 'PUT', body: change }),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
      await refreshTopic('articles')
      toast(saved.address ? t('blogAddress.saved', saved) : t('blogAddress.left'), {
        undo: () => save.mutate({ address }),
      })
    },
  })
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim()) save.mutate({ address: typed.trim() })
      }}
    >
      <TextInput
        label={t('blogAddress.title')}
        description={t(address ? 'blogAddress.moving' : 'blogAddress.none')}
        placeholder="https://blog.example.com"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ProblemNotice error={save.error} />
      <div className="row">
        <Button type="submit" loading={save.isPending} disabled={!typed.trim() || typed.trim() === address}>
          {t('common.save')}
        </Button>
        {address && (
          <Button variant="default" disabled={save.isPending} onClick={() => save.mutate({ address: null })}>
            {t('blogAddress.leave')}
          </Button>
        )}
      </div>
    </form>
  )
}
