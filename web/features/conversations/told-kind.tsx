import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Conversation, Response } from '../../../src/http/api.ts'
import { ask, asProblem } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { conversationQuery, queryClient, refreshTopic } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { toast } from '../../ui/toasts.tsx'

type Told = Response['told']

/** What a response can be, in the order in which one looks for it. */
const kinds = ['question', 'order', 'complaint', 'praise', 'idea', 'greeting', 'other', 'spam'] as const

/** Its name: a model says *maybe* of spam, a member is sure. */
function useKindName() {
  const { t } = useTranslation()
  return (told: NonNullable<Told>) =>
    told.kind === 'spam' && !told.corrected ? t('conversations.maybeSpam') : t(`conversations.told.${told.kind}`)
}

/** What kind of response it is, in a list; nothing where that says nothing. */
export function KindMark({ told }: { told: Told }) {
  const name = useKindName()
  if (!told || told.kind === 'other') return null
  return (
    <span className="kind-mark" data-kind={told.kind}>
      {name(told)}
    </span>
  )
}

/** The same beside the words themselves, where a member can correct it. */
export function KindMenu({ response }: { response: Response }) {
  const { t } = useTranslation()
  const say = useSay()
  const may = useMay()
  const name = useKindName()
  const { id, told } = response
  const set = async (kind: string) => {
    const next = await ask<Conversation>(`/api/responses/${id}/kind`, { method: 'POST', body: { kind } })
    queryClient.setQueryData(conversationQuery(next.id).queryKey, next)
    await refreshTopic('conversations')
  }
  const tell = (error: unknown) => toast(say(asProblem(error).words))
  const correct = useMutation({
    mutationFn: async (kind: string) => {
      const before = told?.kind
      await set(kind)
      return before
    },
    onSuccess: (before, kind) =>
      toast(t('conversations.corrected', { kind: t(`conversations.told.${kind}`) }), {
        ...(before && { undo: () => set(before).catch(tell) }),
      }),
    onError: tell,
  })
  if (!told) return null
  if (!may('answer')) return <KindMark told={told} />
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <UnstyledButton
          className="kind-mark"
          data-kind={told.kind}
          aria-label={t('conversations.toldIs', { kind: name(told) })}
          disabled={correct.isPending}
        >
          {name(told)} <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item
            key={kind}
            rightSection={kind === told.kind && <IconCheck size={16} aria-hidden />}
            onClick={() => correct.mutate(kind)}
          >
            {t(`conversations.told.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
