import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { choicesQuery, refreshTopic } from '../../base/queries.ts'
import { Page } from '../../ui/page.tsx'
import { ListShape, ProblemNotice } from '../../ui/parts.tsx'

/** Back from the network with several pages, blogs or channels: which of them to connect. */
export function ChoosePage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { state } = useParams({ from: '/settings/channels/choose/$state' })
  const choices = useQuery(choicesQuery(state))
  const [chosen, setChosen] = useState<string[]>([])
  const connect = useMutation({
    mutationFn: () =>
      ask<{ channels: Channel[] }>(`/api/channels/choices/${state}`, { method: 'POST', body: { remoteIds: chosen } }),
    onSuccess: async ({ channels }) => {
      await refreshTopic('channels')
      const [first] = channels
      await navigate({ to: '/settings/channels', search: first ? { connected: first.id } : {} })
    },
  })
  return (
    <Page
      terms={['network', 'app password', 'post by hand']}
      title={choices.data ? t('channels.connectTo', { network: choices.data.networkLabel }) : t('channels.connect')}
      lead={t('channels.chooseWhich')}
      back={<Link to="/settings/channels">{t('settings.channels')}</Link>}
    >
      <ProblemNotice error={choices.error} />
      {choices.isPending && <ListShape />}
      {choices.data && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            connect.mutate()
          }}
        >
          <Checkbox.Group label={t('channels.chooseLabel')} value={chosen} onChange={setChosen}>
            <div className="stack" style={{ marginTop: 10, gap: 12 }}>
              {choices.data.accounts.map(({ remoteId, name, handle }) => (
                <Checkbox key={remoteId} value={remoteId} label={name} description={handle} />
              ))}
            </div>
          </Checkbox.Group>
          <ProblemNotice error={connect.error} />
          <div>
            <Button type="submit" loading={connect.isPending} disabled={chosen.length === 0}>
              {t('channels.connectChosen', { count: chosen.length })}
            </Button>
          </div>
        </form>
      )}
    </Page>
  )
}
